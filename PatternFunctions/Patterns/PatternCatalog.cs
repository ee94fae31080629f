using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Decisions;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>The patterns, for people to look at.</summary>
public sealed class PatternCatalog(NpgsqlDataSource dataSource, TimeProvider clock)
{
    public Task<List<PatternDetails>> ListAsync(ListPatternsQuery query, Cursor cursor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (key, bound) = SortKey(query.Sort);
        // What is computed of a pattern is computed of those that are returned.
        return dataSource.Command($"""
            SELECT {PatternDetails.Columns}
            FROM (
                SELECT *
                FROM decision_patterns p
                WHERE (p.deleted_at IS NOT NULL) = $1 AND ($2::text IS NULL OR p.pattern_type = $2) AND ($3::boolean IS NULL OR p.is_active = $3)
                  AND ($4::text IS NULL OR strpos(lower(p.trigger_text), lower($4)) > 0 OR strpos(lower(p.response_template), lower($4)) > 0)
                  AND (NOT $5 OR p.similar_to IS NOT NULL OR EXISTS (
                      SELECT FROM pattern_versions v WHERE v.pattern_id = p.id AND v.status = 'proposed'))
                  AND ({key}, p.id) < ({bound}, $7)
                ORDER BY {key} DESC, p.id DESC
                LIMIT $8
            ) p
            ORDER BY {key} DESC, p.id DESC
            """, query.Retired, query.Type, query.IsActive, query.Text, query.Proposals, cursor.Key, cursor.Id, query.Limit)
            .ListAsync(PatternDetails.Read, cancellationToken);
    }

    public async Task<PatternState?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await FindAsync(connection, id, clock.GetUtcNow(), cancellationToken);
    }

    /// <returns>The conditions of those that are switched on.</returns>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<Gate>>> GatesOfSwitchedOnAsync(
        IEnumerable<long> ids, LearningConfig config, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await PatternReader.ListSwitchedOnAsync(connection, ids, cancellationToken);
        return rows.ToDictionary(row => row.Snapshot.Id, row => PatternState.GatesOf(row.Snapshot, config, clock.GetUtcNow()));
    }

    /// <returns>How many of the surest that are switched on lack nothing of their own, the whole system's switches aside.</returns>
    public async Task<int> CountAnsweringAsync(int limit, LearningConfig config, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var rows = await PatternReader.ListSwitchedOnAsync(connection, limit, cancellationToken);
        return rows.Count(row => PatternState.GatesOf(row.Snapshot, config, clock.GetUtcNow()).All(gate =>
            gate.Ok || gate.Name is AutoGates.Enabled or AutoGates.NotShadow or AutoGates.KillSwitch));
    }

    /// <returns>Newest first; empty if there is no such pattern.</returns>
    public Task<List<PatternVersion>> ListVersionsAsync(long id, CancellationToken cancellationToken) =>
        dataSource.Command($"SELECT {PatternVersion.Columns} FROM pattern_versions WHERE pattern_id = $1 ORDER BY version DESC", id)
            .ListAsync(PatternVersion.Read, cancellationToken);

    internal static async Task<PatternState?> FindAsync(NpgsqlConnection connection, long id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var details = await connection.Command($"SELECT {PatternDetails.Columns} FROM decision_patterns p WHERE p.id = $1", id)
            .FirstOrDefaultAsync(PatternDetails.Read, cancellationToken);
        if (details is null)
        {
            return null;
        }

        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        var row = await PatternReader.FindAsync(connection, id, cancellationToken);
        return PatternState.Of(details, row?.Snapshot, config, now);
    }

    /// <summary>The value by which the next page begins, as in <see cref="SortKey"/>.</summary>
    public static Cursor CursorAfter(PatternDetails pattern, string sort)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new(
            sort switch
            {
                "confidence" => (long)(pattern.ConfidenceScore * 10_000),
                "used" => pattern.LastUsedAt is { } used ? (used - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond : 0,
                _ => pattern.Id,
            },
            pattern.Id);
    }

    /// <summary>The column is left as it is: computing with 10,000 rows takes longer than sorting them.</summary>
    private static (string Key, string Bound) SortKey(string sort) => sort switch
    {
        "confidence" => ("p.confidence_score", "$6::numeric / 10000"),
        "used" => ("COALESCE(p.last_used_at, 'epoch')", "'epoch'::timestamptz + LEAST($6, 253402300799000000) * interval '1 microsecond'"),
        _ => ("p.id", "$6"),
    };
}
