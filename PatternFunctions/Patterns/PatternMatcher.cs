using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Matching;

namespace PatternFunctions.Patterns;

/// <summary>Finds the pattern that a text asks for: by its very words, or else by likeness.</summary>
public sealed class PatternMatcher(PatternIndex index)
{
    /// <summary>A best candidate that is more likely wrong than right is no match.</summary>
    internal const double LeastProbability = 0.5;

    public async Task<(MatchedPattern Match, PatternRow? Pattern)> MatchAsync(
        NpgsqlConnection connection, string text, CancellationToken cancellationToken) =>
        await MatchAsync(
            connection, text, await PatternReader.FindBySignatureAsync(connection, PatternSignature.Of(text), cancellationToken), cancellationToken);

    /// <param name="known">The pattern of the text's signature, if there is one.</param>
    public async Task<(MatchedPattern Match, PatternRow? Pattern)> MatchAsync(
        NpgsqlConnection connection, string text, PatternRow? known, CancellationToken cancellationToken)
    {
        if (MessageNormaliser.Normalise(text).Length == 0)
        {
            return (MatchedPattern.None, null);
        }

        if (known is not null)
        {
            return (MatchedPattern.Verbatim, known);
        }

        var match = await index.MatchAsync(text, count: 1, cancellationToken);
        // Read from the database, which may have retired it since.
        return match is { Score: { } score, Probability: >= LeastProbability }
            && await PatternReader.FindAsync(connection, match.Candidates[0].PatternId, cancellationToken) is { } alike
            ? (new MatchedPattern
            {
                Kind = MatchKind.Similarity,
                Similarity = score.Similarity,
                Margin = score.Margin,
                Probability = match.Probability,
                Head = score.Head,
                Model = match.Model,
            }, alike)
            : (MatchedPattern.None, null);
    }
}
