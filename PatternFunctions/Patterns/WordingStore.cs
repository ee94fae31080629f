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

    public Task<long> CountAsync(CancellationToken cancellationToken) =>
        dataSource.Command("SELECT count(*) FROM pattern_signatures").ScalarAsync<long>(cancellationToken);

    /// <param name="patternIds">Those asked for.</param>
    /// <param name="encoder">Whose vectors.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>None for retired patterns.</returns>
    public Task<List<StoredWording>> ReadAsync(IReadOnlyCollection<long> patternIds, string encoder, CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT s.pattern_id, s.signature, s.wording, v.vector
            FROM pattern_signatures s
            JOIN decision_patterns p ON p.id = s.pattern_id AND p.deleted_at IS NULL
            LEFT JOIN wording_vectors v ON v.signature = s.signature AND v.encoder = $2
            WHERE s.pattern_id = ANY ($1)
            """, patternIds.ToArray(), encoder).ListAsync(
            reader => new StoredWording(reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.Vector(3)), cancellationToken);

    public Task SaveVectorsAsync(IReadOnlyList<StoredWording> wordings, string encoder, CancellationToken cancellationToken) =>
        dataSource.Command("""
            INSERT INTO wording_vectors (encoder, signature, vector)
            SELECT $3, s.signature, encoded.vector
            FROM unnest($1::text[], $2::bytea[]) AS encoded (signature, vector)
            JOIN pattern_signatures s ON s.signature = encoded.signature
            ON CONFLICT DO NOTHING
            """, wordings.Select(wording => wording.Signature).ToArray(), wordings.Select(wording => StoredVector.Write(wording.Vector!)).ToArray(), encoder)
            .ExecuteAsync(cancellationToken);
}

/// <summary>Vectors as they are stored: 32-bit floats, little endian.</summary>
internal static class StoredVector
{
    public static byte[] Write(float[] vector) => MemoryMarshal.AsBytes<float>(vector).ToArray();

    public static float[]? Vector(this NpgsqlDataReader reader, int ordinal) =>
        reader.Nullable<byte[]>(ordinal) is { } bytes ? MemoryMarshal.Cast<byte, float>(bytes).ToArray() : null;
}
