using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.Scenario;
using PatternFunctions.Playground.SimulatedOpenPhone;

namespace PatternFunctions.Playground.Summary;

/// <summary>A played script in numbers: what OpenPhone and the telephones saw, held against what the app wrote down.</summary>
public sealed record DaySummary
{
    public required IReadOnlyList<SummaryLine> Lines { get; init; }

    public required IReadOnlyList<Check> Checks { get; init; }

    public bool AddsUp => Checks.All(check => check.Holds);

    /// <summary>For a database that was empty when the script began.</summary>
    public static async Task<DaySummary> ReadAsync(Sandbox sandbox, Script script, CancellationToken cancellationToken)
    {
        var numbers = await DayNumbers.ReadAsync(sandbox.Psql, cancellationToken);
        var workspace = sandbox.OpenPhone.Workspace;
        var deliveries = sandbox.OpenPhone.Deliveries.Count(delivery => delivery.IsAccepted);
        var switchedOnAt = script.Steps.OfType<SqlStep>().First(step => step.Statement == Script.SwitchOn).At;
        var texted = workspace.Messages.Count(text => text.IsIncoming);
        var texts = workspace.Messages.Where(text => text.CreatedAt >= switchedOnAt).ToList();
        var (incoming, outgoing) = (texts.Count(text => text.IsIncoming), texts.Count(text => !text.IsIncoming));
        var byOperators = workspace.Received.Count(text => !text.ByApi);
        var (approved, modified, rejected) = (Of(numbers.Proposals, "approved"), Of(numbers.Proposals, "modified"), Of(numbers.Proposals, "rejected"));
        var (sent, decisions) = (Of(numbers.Replies, "sent"), numbers.Decisions.Values.Sum());
        var auto = Of(numbers.Decisions, "auto");
        return new DaySummary
        {
            Lines =
            [
                new("Customers texted", texted, $"{texted - incoming} while switched off, of which nothing was kept; {Of(numbers.Texts, "customer")} stored"),
                new("Webhooks came", deliveries, $"each text in two forms, some twice: {Of(numbers.Events, "Duplicate")} told nothing new"),
                new("Questions decided", decisions, $"{auto} answered by itself, {Of(numbers.Decisions, "suggest")} suggested, {Of(numbers.Decisions, "queue")} for approval, {Of(numbers.Decisions, "shadow")} learn only (shadow mode held {numbers.HeldBackByShadow} back)"),
                new("Verdicts", approved + modified + rejected, $"{approved} approved, {modified} changed, {rejected} rejected"),
                new("Texts reached customers", workspace.Received.Count, $"{byOperators} from operators in OpenPhone's app, {sent} from the app"),
                new("Patterns learned", numbers.Patterns, "from what operators answered"),
            ],
            Checks =
            [
                new("acknowledged webhooks = events processed to the end", deliveries, numbers.Events.Values.Sum()),
                new("customers' texts since switched on = stored once each", incoming, Of(numbers.Texts, "customer")),
                new("stored customers' texts = texts decided", Of(numbers.Texts, "customer"), numbers.DecidedTexts),
                new("questions = decisions, one each", numbers.Questions, decisions),
                new("texts to customers since switched on = stored once each", outgoing, numbers.Texts.Where(entry => entry.Key != "customer").Sum(entry => entry.Value)),
                new("approved + changed + automatic = replies sent or kept back with a reason", approved + modified + auto, numbers.Replies.Values.Sum()),
                new("texts that customers received = operators' own + replies sent", workspace.Received.Count, byOperators + sent),
                new("texts from the app after a STOP", 0, AfterStop(workspace)),
                new("patterns whose confidence is not 0.50 + its events", 0, numbers.PatternsThatDoNotAddUp),
            ],
        };
    }

    private static long Of(IReadOnlyDictionary<string, long> counts, string key) => counts.GetValueOrDefault(key);

    private static int AfterStop(Workspace workspace) => workspace.Received.Count(received =>
        received.ByApi && workspace.Messages.LastOrDefault(text =>
            text.IsIncoming && text.From == received.Phone && text.CreatedAt <= received.At
            && text.Text.Trim().ToUpperInvariant() is "STOP" or "START") is { } last
        && last.Text.Trim().Equals("STOP", StringComparison.OrdinalIgnoreCase));
}

public sealed record SummaryLine(string What, long Count, string Detail);
