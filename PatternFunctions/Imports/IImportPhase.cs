namespace PatternFunctions.Imports;

/// <summary>One of the stretches of an import. It can be broken off at any moment, and goes on from its last step.</summary>
public interface IImportPhase
{
    bool Suits(ImportRow import);

    /// <summary>Works step by step until the phase is done, or the session is over or tired.</summary>
    Task WorkAsync(ImportSession session, CancellationToken cancellationToken);
}
