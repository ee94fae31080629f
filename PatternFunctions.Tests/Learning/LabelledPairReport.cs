using System.Globalization;
using System.Text;
using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

/// <summary>How an analyser does over the labelled pairs; types and variables are counted over reusable pairs only.</summary>
/// <param name="Unanswered">Pairs for which the model was not to be had, in spite of patience.</param>
public sealed record LabelledPairReport(
    int Pairs, int Reusable, int ReusableRight, int TypeRight, int VariablesRight, int Unanswered, decimal CostUsd, IReadOnlyList<string> Misses)
{
    private const int Attempts = 5;

    public static async Task<LabelledPairReport> OfAsync(
        IReplyAnalyser analyser, IReadOnlyList<LabelledPair> pairs, CancellationToken cancellationToken)
    {
        var (reusable, types, variables, unanswered, cost) = (0, 0, 0, 0, 0m);
        List<string> misses = [];
        foreach (var pair in pairs)
        {
            var outcome = await AskAsync(analyser, pair, cancellationToken);
            cost += outcome.Usage?.CostUsd ?? 0;
            unanswered += outcome is TryLater ? 1 : 0;
            var proposal = (outcome as Proposed)?.Proposal;
            var isReusableRight = pair.Reusable ? proposal is not null : outcome is NotReusable or Refused;
            var isTypeRight = pair.Reusable && proposal?.PatternType == pair.Type;
            var areVariablesRight = pair.Reusable && proposal is not null
                && proposal.Variables.Select(variable => variable.Name).Order().SequenceEqual(pair.Variables.Order());
            reusable += isReusableRight ? 1 : 0;
            types += isTypeRight ? 1 : 0;
            variables += areVariablesRight ? 1 : 0;
            if (!isReusableRight || (pair.Reusable && !(isTypeRight && areVariablesRight)))
            {
                misses.Add($"{pair.Question} -> {Describe(outcome)}");
            }
        }

        return new(pairs.Count, pairs.Count(pair => pair.Reusable), reusable, types, variables, unanswered, cost, misses);
    }

    /// <summary>A deployment with a small quota says how long to wait.</summary>
    private static async Task<AnalysisOutcome> AskAsync(IReplyAnalyser analyser, LabelledPair pair, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await analyser.AnalyseAsync(pair.Request, cancellationToken);
            if (attempt == Attempts || outcome is not TryLater { Reason: not TryLaterReason.Misconfigured } later)
            {
                return outcome;
            }

            await Task.Delay(later.RetryAfter ?? TimeSpan.FromSeconds(attempt), cancellationToken);
        }
    }

    public override string ToString() => new StringBuilder()
        .AppendLine(CultureInfo.InvariantCulture, $"reusable or not: {ReusableRight} of {Pairs}; type: {TypeRight} of {Reusable}; variables: {VariablesRight} of {Reusable}; unanswered: {Unanswered}; {CostUsd:0.00##} US dollars")
        .AppendJoin('\n', Misses)
        .ToString();

    private static string Describe(AnalysisOutcome outcome) => outcome switch
    {
        Proposed proposed => $"{proposed.Proposal.PatternType}: {proposed.Proposal.ResponseTemplate}",
        NotReusable not => $"not reusable: {not.Reason}",
        Refused refused => $"refused: {string.Join(", ", refused.Reasons)}",
        TryLater later => $"try later: {later.Reason}",
        _ => outcome.ToString(),
    };
}
