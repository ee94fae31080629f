namespace PatternFunctions.Settings;

/// <summary>What became of a change of settings.</summary>
public abstract record ConfigOutcome
{
    private ConfigOutcome()
    {
    }

    public sealed record Done(ConfigChange Change) : ConfigOutcome;

    /// <summary>The settings are not as the caller had read them.</summary>
    public sealed record Changed : ConfigOutcome;

    /// <param name="Errors">By key.</param>
    public sealed record NotValid(IReadOnlyDictionary<string, string?[]> Errors) : ConfigOutcome;
}
