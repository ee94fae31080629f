namespace PatternFunctions.WebConsole.Patterns;

/// <summary>Where a pattern, a version or a wording comes from, as people read it: <c>created_from</c>, <c>created_by</c>, <c>source</c>.</summary>
public static class OriginName
{
    /// <param name="source">What is stored: the analyser with its version, <c>import:</c> before it, a word, or who wrote it.</param>
    public static string Of(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Split(':', '@')[0] switch
        {
            "rules" => Texts.Origin_Rules,
            "gpt" => Texts.Origin_Model,
            "import" or "imported" => Texts.Origin_Import,
            "manual" => Texts.Origin_Manual,
            "canonical" or "answered" => Texts.Origin_Rules,
            "approved" => Texts.Origin_Approved,
            _ => source,
        };
    }
}
