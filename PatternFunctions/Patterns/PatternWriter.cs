using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>The rows of a pattern that a person writes, or approves.</summary>
internal static class PatternWriter
{
    /// <returns>What keeps these texts from being a pattern; null if nothing does.</returns>
    public static string? ProblemOf(string question, string template) =>
        MessageNormaliser.Normalise(question).Length == 0 && question != "?" ? "The question has no words."
        : TemplateRules.Check(template, TemplateVariables.BuiltIn) is [var problem, ..] ? $"The template is not valid: {problem.Code} at position {problem.Position}."
        : null;

    /// <returns>Null if a pattern has these words already.</returns>
    public static async Task<long?> InsertAsync(
        NpgsqlConnection connection, CreatePatternRequest request, string createdFrom, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var signature = PatternSignature.Of(request.TriggerText!);
        await FreeWordingAsync(connection, signature, cancellationToken);
        var id = await connection.Command("""
            INSERT INTO decision_patterns
                (pattern_type, pattern_signature, trigger_text, trigger_keywords, response_template, template_variables,
                 required_actions, created_from, created_at, updated_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $9, $8, $8
            WHERE NOT EXISTS (SELECT FROM pattern_signatures WHERE signature = $2)
            ON CONFLICT (pattern_signature) WHERE deleted_at IS NULL DO NOTHING
            RETURNING id
            """, request.PatternType, signature, request.TriggerText, request.TriggerKeywords?.ToArray() ?? [], request.ResponseTemplate,
            Variables(request.ResponseTemplate!), Actions(request.RequiredActions, request.ResponseTemplate!), now, createdFrom)
            .ScalarAsync<long>(cancellationToken);
        if (id == 0)
        {
            return null;
        }

        await connection.Command("UPDATE pattern_versions SET created_by = $2 WHERE pattern_id = $1", id, caller.Name).ExecuteAsync(cancellationToken);
        return id;
    }

    /// <returns>False if another pattern has the new words.</returns>
    public static async Task<bool> UpdateAsync(
        NpgsqlConnection connection, PatternDetails pattern, EditPatternRequest request, Caller caller, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        if (request.TriggerText is { } question && !await TakeWordingAsync(connection, pattern.Id, question, now, cancellationToken))
        {
            return false;
        }

        await connection.Command("""
            UPDATE decision_patterns
            SET pattern_type = COALESCE($2, pattern_type), trigger_keywords = COALESCE($3, trigger_keywords),
                required_actions = COALESCE($4, required_actions), updated_at = $5
            WHERE id = $1
            """, pattern.Id, request.PatternType, request.TriggerKeywords?.ToArray(),
            request.RequiredActions is null && request.ResponseTemplate is { } text ? Actions(null, text) : request.RequiredActions?.ToArray(), now)
            .ExecuteAsync(cancellationToken);
        if (request.ResponseTemplate is { } template && template != pattern.ResponseTemplate)
        {
            var version = await connection.Command("""
                INSERT INTO pattern_versions (pattern_id, version, response_template, status, created_by, created_at)
                SELECT $1, max(version) + 1, $2, 'proposed', $3, $4
                FROM pattern_versions
                WHERE pattern_id = $1
                RETURNING version
                """, pattern.Id, template, caller.Name, now).ScalarAsync<int>(cancellationToken);
            await AdoptAsync(connection, pattern.Id, version, now, cancellationToken);
        }

        return true;
    }

    public static async Task AdoptAsync(NpgsqlConnection connection, long id, int version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var template = (await connection.Command("""
            UPDATE pattern_versions
            SET status = CASE WHEN version = $2 THEN 'current' ELSE 'former' END
            WHERE pattern_id = $1 AND (version = $2 OR status = 'current')
            RETURNING CASE WHEN version = $2 THEN response_template END
            """, id, version).ListAsync(reader => reader.Nullable<string>(0), cancellationToken)).OfType<string>().Single();
        await connection.Command("""
            UPDATE decision_patterns SET version = $2, response_template = $3, template_variables = $4, updated_at = $5 WHERE id = $1
            """, id, version, template, Variables(template), now).ExecuteAsync(cancellationToken);
    }

    private static async Task<bool> TakeWordingAsync(
        NpgsqlConnection connection, long id, string question, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var signature = PatternSignature.Of(question);
        await FreeWordingAsync(connection, signature, cancellationToken);
        var isOurs = await connection.Command("""
            INSERT INTO pattern_signatures (signature, pattern_id, wording, source, created_at)
            VALUES ($1, $2, $3, 'manual', $4)
            ON CONFLICT (signature) DO UPDATE SET source = EXCLUDED.source WHERE pattern_signatures.pattern_id = EXCLUDED.pattern_id
            """, signature, id, question, now).ExecuteAsync(cancellationToken) == 1;
        return isOurs && await connection.Command("""
            UPDATE decision_patterns
            SET trigger_text = $3, pattern_signature = $2
            WHERE id = $1 AND NOT EXISTS (
                SELECT FROM decision_patterns other WHERE other.pattern_signature = $2 AND other.deleted_at IS NULL AND other.id <> $1)
            """, id, signature, question).ExecuteAsync(cancellationToken) == 1;
    }

    /// <summary>A retired pattern does not keep its words to itself.</summary>
    private static Task FreeWordingAsync(NpgsqlConnection connection, string signature, CancellationToken cancellationToken) =>
        connection.Command("""
            DELETE FROM pattern_signatures s
            USING decision_patterns p
            WHERE s.signature = $1 AND p.id = s.pattern_id AND p.deleted_at IS NOT NULL
            """, signature).ExecuteAsync(cancellationToken);

    private static string[] Variables(string template) => [.. Template.Parse(template).Template?.Variables ?? []];

    private static string[] Actions(IReadOnlyList<string>? given, string template) => [.. given ?? RequiredActionRules.For(template, [])];
}
