using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;

namespace PatternFunctions.Learning;

/// <summary>Finds the pattern of which a question is another wording, so that no twin of it is learned.</summary>
public sealed class NearDuplicates(NpgsqlDataSource dataSource, PatternIndex index)
{
    public async Task<NearDuplicate?> FindAsync(string question, LearningConfig config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(config);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        if (await KnownPattern.FindBySignatureAsync(connection, PatternSignature.Of(question), cancellationToken) is { } same)
        {
            return new NearDuplicate(same, AsksTheSame: true);
        }

        var match = await index.MatchAsync(question, count: 1, cancellationToken);
        return match is { Candidates: [var best, ..] } && (decimal)match.Probability >= config.NearDuplicateProbability
            && await KnownPattern.FindAsync(connection, best.PatternId, cancellationToken) is { } near
            ? new NearDuplicate(near, AskTheSame(question, best.NearestWording, near, config))
            : null;
    }

    /// <summary>"Open on Sunday" and "open on Monday" are alike, and differ. Where the answer repeats the day, they do not.</summary>
    private static bool AskTheSame(string question, string wording, KnownPattern pattern, LearningConfig config)
    {
        var repeated = Template.Parse(pattern.Current.ResponseTemplate).Template?.Variables ?? [];
        foreach (var variable in config.Variables.Where(variable => variable.Source is VariableSource.Message && repeated.Contains(variable.Name)))
        {
            question = Without(variable, question);
            wording = Without(variable, wording);
        }

        return SameAnswer.AsksTheSame(question, wording);
    }

    private static string Without(TemplateVariable variable, string text) =>
        MessageValues.Find(variable, text) is { } value ? MessageValues.Replace(variable, text, value, "") : text;
}
