namespace PatternFunctions.WebConsole.Patterns;

/// <summary>Where a pattern, a version or a wording comes from, as people read it: <c>created_from</c>, <c>created_by</c>, <c>source</c>.</summary>
public static class OriginName
{
    /// <param name="source">What is stored: the analyser with its version, <c>import:</c> before it, a word, or who wrote it.</param>
    public static string Of(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source switch
        {
            "manual" => Texts.Origin_Manual,
            "imported" => Texts.Origin_Import,
            "approved" => Texts.Origin_Approved,
            "canonical" or "answered" => Texts.Origin_Rules,
            _ when source.StartsWith("rules@", StringComparison.Ordinal) => Texts.Origin_Rules,
            _ when source.StartsWith("gpt:", StringComparison.Ordinal) => Texts.Origin_Model,
            _ when source.StartsWith("import:", StringComparison.Ordinal) => Texts.Origin_Import,
            _ => source,
        };
    }
}
