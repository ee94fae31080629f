using System.Text.Json;
using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>The models that matching has been fitted to, for all instances.</summary>
public sealed class MatchingModels(NpgsqlDataSource dataSource)
{
    /// <returns>Null if none has been fitted for this encoder.</returns>
    public Task<ModelHeader?> FindNewestAsync(string encoder, CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT id, fitted_on, fitted_at, space_wordings, space_since
            FROM matching_models
            WHERE encoder = $1
            ORDER BY id DESC
            LIMIT 1
            """, encoder).FirstOrDefaultAsync(
            reader => new ModelHeader(
                reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt32(3), reader.GetInt64(4)),
            cancellationToken);

    /// <returns>Null if a newer one has taken its place.</returns>
    public Task<MatchingModel?> ReadAsync(long id, CancellationToken cancellationToken) =>
        dataSource.Command("SELECT space, head, curves::text FROM matching_models WHERE id = $1 AND space IS NOT NULL", id).FirstOrDefaultAsync(
            reader =>
            {
                using var space = new BinaryReader(new MemoryStream(reader.GetFieldValue<byte[]>(0)));
                using var head = reader.Nullable<byte[]>(1) is { } bytes ? new MemoryStream(bytes) : null;
                return new MatchingModel(
                    SimilaritySpace.Read(space),
                    head is null ? null : LinearHead.Read(head),
                    JsonSerializer.Deserialize(reader.GetString(2), MatchingJson.Default.MatchCurves)!);
            },
            cancellationToken);

    /// <param name="header">Its id is not used; the space's number is 0 for a new one.</param>
    /// <param name="model">The model.</param>
    /// <param name="encoder">Whose vectors it was fitted to.</param>
    /// <param name="wordings">How many it was fitted on.</param>
    /// <param name="labels">How many it was fitted on.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <returns>The new model's id.</returns>
    public async Task<long> AddAsync(
        ModelHeader header, FittedModel model, string encoder, int wordings, int labels, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("UPDATE matching_models SET space = NULL, head = NULL, records = NULL WHERE encoder = $1 AND space IS NOT NULL", encoder)
            .ExecuteAsync(cancellationToken);
        var id = await connection.Command("""
            INSERT INTO matching_models
                (encoder, fitted_on, wordings, labels, space, space_wordings, space_since, head, curves, records, calibration_error, fitted_at)
            VALUES ($1, $2, $3, $4, $5, $6, COALESCE(NULLIF($7, 0), (SELECT COALESCE(max(space_since), 0) + 1 FROM matching_models)),
                    $8, $9::jsonb, $10::jsonb, $11, $12)
            RETURNING id
            """, encoder, header.FittedOn, wordings, labels, Write(writer => model.Space.Write(writer)), header.SpaceWordings, header.SpaceSince,
            model.Head is { } head ? Write(writer => head.Write(writer.BaseStream)) : null,
            JsonSerializer.Serialize(model.Curves, MatchingJson.Default.MatchCurves),
            JsonSerializer.Serialize(model.Records, MatchingJson.Default.IReadOnlyListHeadRecord),
            model.RecordInUse?.CalibrationError(), header.FittedAt).ScalarAsync<long>(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    private static byte[] Write(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        write(writer);
        writer.Flush();
        return stream.ToArray();
    }
}
