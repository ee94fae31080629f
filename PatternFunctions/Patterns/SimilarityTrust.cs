using System.Text.Json;
using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Matching;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>What the business's own labels prove about matches by similarity.</summary>
public static class SimilarityTrust
{
    /// <summary>
    /// By the newest model that was fitted to the same encoder's vectors as the match's own, for the head that decided it.
    /// A match without a fitted model has nothing to show.
    /// </summary>
    /// <returns>0 to 1: the proven share of right ones among those at least as probable as automatic replies must be.</returns>
    public static async Task<double> ReadAsync(
        NpgsqlConnection connection, MatchedPattern match, LearningConfig config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(config);
        if (match is not { Kind: MatchKind.Similarity, Model: { } model })
        {
            return 0;
        }

        var records = await connection.Command("""
            SELECT newest.records::text
            FROM matching_models newest
            WHERE newest.encoder = (SELECT used.encoder FROM matching_models used WHERE used.id = $1)
            ORDER BY newest.id DESC
            LIMIT 1
            """, model).ScalarAsync<string>(cancellationToken);
        return Parse(records).FirstOrDefault(record => record.Head == match.Head)?.At((double)config.AutoMinMatchProbability).LowerBound ?? 0;
    }

    internal static IReadOnlyList<HeadRecord> Parse(string? records) =>
        records is null ? [] : JsonSerializer.Deserialize(records, MatchingJson.Default.IReadOnlyListHeadRecord) ?? [];
}
