using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Matching;

namespace PatternFunctions.Patterns;

/// <summary>Finds the pattern that a text asks for.</summary>
public static class PatternMatcher
{
    public static async Task<(MatchedPattern Match, PatternRow? Pattern)> MatchAsync(
        NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        if (MessageNormaliser.Normalise(text).Length == 0)
        {
            return (MatchedPattern.None, null);
        }

        var pattern = await PatternReader.FindBySignatureAsync(connection, PatternSignature.Of(text), cancellationToken);
        return pattern is null
            ? (MatchedPattern.None, null)
            : (new MatchedPattern { Kind = MatchKind.Signature, Similarity = 1, Margin = 1, Probability = 1 }, pattern);
    }
}
