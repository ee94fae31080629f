namespace PatternFunctions.Imports;

/// <summary>What has come of a file.</summary>
public abstract record UploadOutcome
{
    private UploadOutcome()
    {
    }

    public sealed record Complete(string BlobName, string Hash, long Length) : UploadOutcome;

    /// <param name="Received">Bytes: go on from there.</param>
    public sealed record Incomplete(long Received) : UploadOutcome;

    public sealed record TooLarge : UploadOutcome;
}
