using System.Runtime.InteropServices;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>A wording as it is stored; without a vector until one of the instances has encoded it.</summary>
public sealed record StoredWording(long PatternId, string Signature, string Text, float[]? Vector);

/// <summary>The wordings of patterns, and what has changed among them.</summary>
public sealed class WordingStore(NpgsqlDataSource dataSource)
{
    /// <summary>Before everything.</summary>
    public const string Beginning = "0";

    /// <returns>What to ask for the next time: changes that are under way now are seen then.</returns>
    public async Task<string> ReadMarkAsync(CancellationToken cancellationToken) =>
        await dataSource.Command("SELECT pg_snapshot_xmin(pg_current_snapshot())::text").ScalarAsync<string>(cancellationToken) ?? Beginning;

    /// <returns>The next patterns after <paramref name="afterId"/> that have changed since the mark, retired ones too.</returns>
    public Task<List<long>> ReadChangedAsync(string mark, long afterId, int limit, CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT id
            FROM decision_patterns
            WHERE changed_in >= $1::xid8 AND id > $2
            ORDER BY id
            LIMIT $3
            """, mark, afterId, limit).ListAsync(reader => reader.GetInt64(0), cancellationToken);

    /// <returns>None for retired patterns.</returns>
    public Task<List<StoredWording>> ReadAsync(IReadOnlyCollection<long> patternIds, string? model, CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT s.pattern_id, s.signature, s.wording, CASE WHEN s.vector_model = $2 THEN s.vector END
            FROM pattern_signatures s
            JOIN decision_patterns p ON p.id = s.pattern_id AND p.deleted_at IS NULL
            WHERE s.pattern_id = ANY ($1)
            """, patternIds.ToArray(), model ?? "").ListAsync(
            reader => new StoredWording(
                reader.GetInt64(0), reader.GetString(1), reader.GetString(2),
                reader.Nullable<byte[]>(3) is { } bytes ? MemoryMarshal.Cast<byte, float>(bytes).ToArray() : null),
            cancellationToken);

    public Task SaveVectorsAsync(IReadOnlyList<StoredWording> wordings, string model, CancellationToken cancellationToken) =>
        dataSource.Command("""
            UPDATE pattern_signatures s
            SET vector = encoded.vector, vector_model = $3
            FROM unnest($1::text[], $2::bytea[]) AS encoded (signature, vector)
            WHERE s.signature = encoded.signature
            """, wordings.Select(wording => wording.Signature).ToArray(),
            wordings.Select(wording => MemoryMarshal.AsBytes<float>(wording.Vector).ToArray()).ToArray(), model)
            .ExecuteAsync(cancellationToken);
}
