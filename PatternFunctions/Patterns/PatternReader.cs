using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>Reads a pattern with the evidence that decisions rest on, as the caller's transaction sees it. Retired ones are not found.</summary>
public static class PatternReader
{
    private const string Select = """
        SELECT p.id, p.version, p.pattern_type, p.confidence_score, p.is_active, p.auto_executable, p.requires_confirmation,
               p.required_actions, p.success_count, v.approved_count, v.modified_count, v.rejected_count,
               ARRAY(
                   SELECT e.kind
                   FROM confidence_changes e
                   WHERE e.pattern_id = p.id AND e.kind IN ('approved', 'modified', 'rejected', 'confirmed', 'contradicted')
                   ORDER BY e.id DESC
                   LIMIT 20),
               (SELECT count(DISTINCT e.actor) FROM confidence_changes e WHERE e.pattern_id = p.id AND e.kind = 'approved')::int,
               p.response_template
        FROM decision_patterns p
        JOIN pattern_versions v ON v.pattern_id = p.id AND v.version = p.version
        """;

    private const string BySignature = $"""
        {Select}
        JOIN pattern_signatures s ON s.pattern_id = p.id
        WHERE s.signature = $1 AND p.deleted_at IS NULL
        """;

    /// <param name="signature">Of the question; inactive patterns are found like any other.</param>
    public static Task<PatternRow?> FindBySignatureAsync(NpgsqlConnection connection, string signature, CancellationToken cancellationToken) =>
        connection.Command(BySignature, signature).FirstOrDefaultAsync(Read, cancellationToken);

    /// <summary>The same within a round trip with others; <see cref="NextAsync"/> reads it. Nothing is known by the signature of nothing.</summary>
    public static void AddTo(NpgsqlBatch batch, string signature) => batch.Add(BySignature, signature == PatternSignature.OfNothing ? null : signature);

    public static async Task<PatternRow?> NextAsync(NpgsqlDataReader reader, CancellationToken cancellationToken) =>
        (await reader.NextListAsync(Read, cancellationToken)).FirstOrDefault();

    public static Task<PatternRow?> FindAsync(NpgsqlConnection connection, long patternId, CancellationToken cancellationToken) =>
        connection.Command($"""
            {Select}
            WHERE p.id = $1 AND p.deleted_at IS NULL
            """, patternId).FirstOrDefaultAsync(Read, cancellationToken);

    /// <returns>Those of them that are switched on.</returns>
    public static Task<List<PatternRow>> ListSwitchedOnAsync(NpgsqlConnection connection, IEnumerable<long> patternIds, CancellationToken cancellationToken) =>
        connection.Command($"""
            {Select}
            WHERE p.id = ANY ($1) AND p.deleted_at IS NULL AND p.is_active AND p.auto_executable
            """, (object)patternIds.ToArray()).ListAsync(Read, cancellationToken);

    /// <returns>Of those that are switched on the surest, so many at most.</returns>
    public static Task<List<PatternRow>> ListSwitchedOnAsync(NpgsqlConnection connection, int limit, CancellationToken cancellationToken) =>
        connection.Command($"""
            {Select}
            WHERE p.deleted_at IS NULL AND p.is_active AND p.auto_executable
            ORDER BY p.confidence_score DESC, p.id
            LIMIT $1
            """, limit).ListAsync(Read, cancellationToken);

    /// <returns>Every pattern that is not retired.</returns>
    public static Task<List<PatternRow>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.Command($"""
            {Select}
            WHERE p.deleted_at IS NULL
            ORDER BY p.id
            """).ListAsync(Read, cancellationToken);

    private static PatternRow Read(NpgsqlDataReader reader) => new(
        new PatternSnapshot
        {
            Id = reader.GetInt64(0),
            Version = reader.GetInt32(1),
            Type = reader.GetString(2),
            Confidence = reader.GetDecimal(3),
            IsActive = reader.GetBoolean(4),
            AutoExecutable = reader.GetBoolean(5),
            RequiresConfirmation = reader.GetBoolean(6),
            // Nothing here carries out actions yet, so each one keeps a pattern from answering by itself.
            ActionsWithoutHandler = ActionsOf(reader.GetFieldValue<string[]>(7), reader.GetString(14)),
            SuccessCount = reader.GetInt32(8),
            VersionApproved = reader.GetInt32(9),
            VersionModified = reader.GetInt32(10),
            VersionRejected = reader.GetInt32(11),
            RecentVerdicts = [.. reader.GetFieldValue<string[]>(12).Select(Verdict)],
            DistinctApprovingOperators = reader.GetInt32(13),
        },
        reader.GetString(14));

    /// <summary>"Tonight" is not true tomorrow, however the pattern came to be: by an import, by plain SQL.</summary>
    private static string[] ActionsOf(string[] required, string template) =>
        RequiredActionRules.SpeaksOfToday(template) ? [.. required.Union([RequiredActionRules.CheckDate])] : required;

    private static OperatorVerdict Verdict(string kind) => kind switch
    {
        "approved" or "confirmed" => OperatorVerdict.Approved,
        "modified" => OperatorVerdict.Modified,
        _ => OperatorVerdict.Rejected,
    };
}
