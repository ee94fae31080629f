using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>The rows of a pattern that a person writes, or approves.</summary>
internal static class PatternWriter
{
    /// <returns>What keeps these texts from being a pattern; null if nothing does.</returns>
    /// <param name="type">Null for one that stays as it is.</param>
    public static string? ProblemOf(string? type, string question, string template, LearningConfig config) =>
        type is not null && !config.PatternTypes.Contains(type) ? $"The pattern_type must be one of: {string.Join(", ", config.PatternTypes)}."
        : MessageNormaliser.Normalise(question).Length == 0 && question != "?" ? "The question has no words."
        : TemplateRules.Check(template, config.Variables) is [var problem, ..] ? $"The template is not valid: {problem.Code} at position {problem.Position}."
        : null;

    /// <returns>Null if a pattern has these words already.</returns>
    public static async Task<long?> InsertAsync(
        NpgsqlConnection connection, CreatePatternRequest request, string createdFrom, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var signature = PatternSignature.Of(request.TriggerText!);
        await Wordings.FreeAsync(connection, signature, cancellationToken);
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
            var version = await ProposeAsync(connection, pattern.Id, template, caller.Name, now, cancellationToken);
            await AdoptAsync(connection, pattern.Id, version, now, cancellationToken);
        }

        return true;
    }

    public static Task ActivateAsync(NpgsqlConnection connection, long[] ids, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.Command("""
            UPDATE decision_patterns
            SET is_active = true, auto_executable = true, requires_confirmation = false, updated_at = $2
            WHERE id = ANY ($1)
            """, ids, now).ExecuteAsync(cancellationToken);

    /// <returns>The number of a version that an admin may adopt.</returns>
    public static Task<int> ProposeAsync(
        NpgsqlConnection connection, long id, string template, string createdBy, DateTimeOffset now, CancellationToken cancellationToken) =>
        connection.Command("""
            INSERT INTO pattern_versions (pattern_id, version, response_template, status, created_by, created_at)
            SELECT $1, max(version) + 1, $2, 'proposed', $3, $4
            FROM pattern_versions
            WHERE pattern_id = $1
            RETURNING version
            """, id, template, createdBy, now).ScalarAsync<int>(cancellationToken);

    public static async Task AdoptAsync(NpgsqlConnection connection, long id, int version, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var template = (await connection.Command("""
            UPDATE pattern_versions
            SET status = CASE WHEN version = $2 THEN 'current' ELSE 'former' END, adopted_at = CASE WHEN version = $2 THEN $3 ELSE adopted_at END
            WHERE pattern_id = $1 AND (version = $2 OR status = 'current')
            RETURNING CASE WHEN version = $2 THEN response_template END
            """, id, version, now).ListAsync(reader => reader.Nullable<string>(0), cancellationToken)).OfType<string>().Single();
        var (former, actions) = (await connection.Command("SELECT response_template, required_actions FROM decision_patterns WHERE id = $1", id)
            .ListAsync(reader => (reader.GetString(0), reader.GetFieldValue<string[]>(1)), cancellationToken)).Single();
        await connection.Command("""
            UPDATE decision_patterns
            SET version = $2, response_template = $3, template_variables = $4, required_actions = $5, updated_at = $6
            WHERE id = $1
            """, id, version, template, Variables(template), ActionsOf(template, former, actions), now).ExecuteAsync(cancellationToken);
    }

    /// <returns>False if the words under which the pattern was made are another one's by now.</returns>
    public static async Task<bool> TakeBackAsync(NpgsqlConnection connection, long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (signature, question, source) = (await connection.Command("SELECT pattern_signature, trigger_text, created_from FROM decision_patterns WHERE id = $1", id)
            .ListAsync(reader => (reader.GetString(0), reader.GetString(1), reader.GetString(2)), cancellationToken)).Single();
        return await Wordings.TakeAsync(
            connection, new NewWording { PatternId = id, Signature = signature, Text = question, Source = source }, now, cancellationToken);
    }

    private static async Task<bool> TakeWordingAsync(
        NpgsqlConnection connection, long id, string question, DateTimeOffset now, CancellationToken cancellationToken) =>
        await Wordings.TakeAsync(
            connection, new NewWording { PatternId = id, Signature = PatternSignature.Of(question), Text = question, Source = Wordings.Manual }, now,
            cancellationToken)
        && await connection.Command("""
            UPDATE decision_patterns
            SET trigger_text = $3, pattern_signature = $2
            WHERE id = $1 AND NOT EXISTS (
                SELECT FROM decision_patterns other WHERE other.pattern_signature = $2 AND other.deleted_at IS NULL AND other.id <> $1)
            """, id, PatternSignature.Of(question), question).ExecuteAsync(cancellationToken) == 1;

    /// <summary>What the former text asked for by rule goes with it; what a person or a model asked for stays.</summary>
    private static string[] ActionsOf(string template, string former, string[] actions) =>
        [.. RequiredActionRules.For(template, actions.Except(RequiredActionRules.For(former, [])))];

    private static string[] Variables(string template) => [.. Template.Parse(template).Template?.Variables ?? []];

    private static string[] Actions(IReadOnlyList<string>? given, string template) => [.. given ?? RequiredActionRules.For(template, [])];
}
