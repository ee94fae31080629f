using Npgsql;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>Reads how far matches by similarity can be trusted.</summary>
internal static class MatchingReader
{
    /// <returns>Null until matching has been fitted.</returns>
    public static async Task<MatchingReport?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        return await connection.Command("""
            SELECT id, encoder, fitted_at, wordings, labels, records::text
            FROM matching_models
            ORDER BY id DESC
            LIMIT 1
            """).FirstOrDefaultAsync(
            reader => new MatchingReport(
                reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt32(3), reader.GetInt32(4),
                [.. SimilarityTrust.Parse(reader.Nullable<string>(5)).Select(record =>
                {
                    var evidence = record.At((double)config.AutoMinMatchProbability);
                    return new HeadReport(
                        record.Head.ToString().ToLowerInvariant(), record.Right.Count + record.Wrong.Count, Math.Round(record.CalibrationError(), 4),
                        evidence.Fired, evidence.Right, Math.Round(evidence.LowerBound, 4), evidence.Opens((double)config.AutoMinSimilarityLowerBound));
                })]),
            cancellationToken);
    }
}
