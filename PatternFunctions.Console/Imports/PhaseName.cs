namespace PatternFunctions.WebConsole.Imports;

/// <summary>Phases of an import as people read them.</summary>
internal static class PhaseName
{
    /// <summary>In their order.</summary>
    public static IReadOnlyList<string> All { get; } = ["loading", "pairing", "grouping", "analysing"];

    public static string Of(string phase) => phase switch
    {
        "loading" => Texts.Phase_Loading,
        "pairing" => Texts.Phase_Pairing,
        "grouping" => Texts.Phase_Grouping,
        "analysing" => Texts.Phase_Analysing,
        _ => Texts.Phase_RollingBack,
    };
}
