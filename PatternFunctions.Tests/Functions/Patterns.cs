namespace PatternFunctions.Tests.Functions;

/// <summary>Patterns as an older system's script would bring them: by plain SQL.</summary>
internal static class Patterns
{
    /// <summary>$1 question, $2 template, $3 confidence.</summary>
    public const string InsertPattern = """
        INSERT INTO decision_patterns (pattern_type, pattern_signature, trigger_text, response_template, confidence_score)
        VALUES ('hours', md5(trim(regexp_replace(regexp_replace(lower($1), '[^a-z0-9\s]', '', 'g'), '\s+', ' ', 'g'))), $1, $2, $3)
        """;

    /// <summary>Everything that an automatic reply asks for.</summary>
    public const string MakeAutomatic = """
        WITH proved AS (
            UPDATE pattern_versions SET approved_count = 40
        )
        UPDATE decision_patterns
        SET is_active = true, auto_executable = true, requires_confirmation = false, success_count = 40, confidence_score = 1
        """;

    /// <summary>Verdicts of somebody in the past.</summary>
    public const string AddApprover = """
        INSERT INTO confidence_events (pattern_id, version, kind, delta, confidence, actor)
        SELECT id, version, 'approved', 0, confidence_score, 'robin' FROM decision_patterns
        """;
}
