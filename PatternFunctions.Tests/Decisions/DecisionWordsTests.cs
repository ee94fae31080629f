using System.Runtime.CompilerServices;
using System.Text;
using PatternFunctions.Conversations;
using PatternFunctions.Decisions;
using PatternFunctions.Patterns;

namespace PatternFunctions.Tests.Decisions;

/// <summary>
/// Every word that a decision is explained with, and every value of its gates. What changes is seen in decision-words.golden.txt, and may then be
/// meant; PATTERNS_UPDATE_GOLDEN=1 writes it anew.
/// </summary>
public sealed class DecisionWordsTests
{
    private static readonly DecisionInput Perfect = Inputs.Perfect;

    private static readonly (string Case, DecisionInput Input)[] Cases =
    [
        ("everything holds", Perfect),
        ("nothing matches", Perfect.Unmatched()),
        ("switched off", Perfect.Under(config => config with { Enabled = false })),
        ("in shadow mode", Perfect.Under(config => config with { ShadowMode = true })),
        ("nothing of the pattern holds", Perfect.With(pattern => pattern with
        {
            IsActive = false, AutoExecutable = false, RequiresConfirmation = true, ActionsWithoutHandler = ["reset_bay", "check_date"], SuccessCount = 3,
            VersionApproved = 3, VersionRejected = 1, RecentVerdicts = [OperatorVerdict.Rejected], DistinctApprovingOperators = 0, Type = "membership",
        })),
        ("no type may answer by itself", Perfect.Under(config => config with { LowRiskTypes = [] })),
        ("nothing of the conversation holds", Perfect.Under(config => config with { KillSwitch = true }).In(state => state with
        {
            HumanUntil = Inputs.Now.AddHours(1), Answered = true, OptedOut = true, IsGroup = true, HasMedia = true, AnonymousSender = true, AutomatedSender = true,
            AutomaticRepliesLastHour = 3, AutomaticRepliesLastHourOverall = 20, LocalTime = new TimeOnly(23, 0), AskedAt = Inputs.Now.AddHours(-2),
            NeverAutoTopic = "refund", NewerCustomerMessage = true, AnsweredAutomatically = true,
        }) with { UnfilledVariables = ["bay_number", "booking_time"] }),
        ("a person is called for", Perfect.In(state => state with { Escalations = [EscalationKind.Legal, EscalationKind.WantsHuman] })),
        ("other words, and not proved", Perfect.Similar(0.99) with { SimilarityProved = double.NaN }),
        ("other words, and proved", Perfect.Similar(0.99) with { SimilarityProved = 0.97 }),
        ("just sure enough for itself", Perfect.Confidence(0.95m).Under(config => config with { AutoMinDistinctOperators = 2 })),
        ("to be suggested", Perfect.Confidence(0.8m)),
        ("to be approved", Perfect.Confidence(0.6m)),
        ("too unsure", Perfect.Confidence(0.3m)),
        ("answered meanwhile", Perfect.In(state => state with { Answered = true })),
        ("opted out", Perfect.In(state => state with { OptedOut = true })),
        ("a group", Perfect.In(state => state with { IsGroup = true })),
        ("a withheld number", Perfect.In(state => state with { AnonymousSender = true })),
    ];

    [Fact]
    public void Every_decision_is_explained_in_the_golden_words()
    {
        var golden = Golden();
        var words = new StringBuilder();
        foreach (var (name, input) in Cases)
        {
            var decision = Decider.Decide(input);
            words.Append($"# {name}: {decision.Action}, would {decision.Would}; entry {decision.Entry}, for {string.Join(", ", decision.Escalations)}; pattern {decision.PatternId}.{decision.PatternVersion}, {decision.Confidence}\n{decision.Sentence}\n");
            foreach (var gate in decision.Gates)
            {
                words.Append($"  {(gate.Ok ? "+" : "-")} {gate.Name} | {gate.Value} | {gate.Required} | {gate.Sentence}\n");
            }
        }

        if (Environment.GetEnvironmentVariable("PATTERNS_UPDATE_GOLDEN") is "1")
        {
            File.WriteAllText(golden, words.ToString());
        }

        Assert.Equal(File.ReadAllText(golden).ReplaceLineEndings("\n"), words.ToString());
    }

    private static string Golden([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "decision-words.golden.txt");
}
