using System.Diagnostics;
using System.Diagnostics.Metrics;
using PatternFunctions.Conversations;
using PatternFunctions.Decisions;
using PatternFunctions.Learning;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Telemetry;

/// <summary>
/// What the app tells those who watch it. Names are what the alerts and the workbook in infra/ ask for; values are
/// numbers, ids of our own and words from lists, never what somebody wrote or is called.
/// </summary>
public static class Signals
{
    public const string Name = "PatternFunctions";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Events = Meter.CreateCounter<long>("patterns.events", "{event}", "What came of OpenPhone's events.");
    private static readonly Histogram<double> EventLag = Seconds("patterns.events.lag", "From a webhook's receipt to its event's end.");
    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>("patterns.decisions", "{question}", "Questions by what was decided.");
    private static readonly Histogram<double> DecisionLag = Seconds("patterns.decisions.lag", "From the last text of a question to its decision, burst window included.");
    private static readonly Histogram<double> MatchProbability = Meter.CreateHistogram(
        "patterns.match.probability", "1", "How probably the best pattern is the right one.", tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99] });
    private static readonly Counter<long> Sends = Meter.CreateCounter<long>("patterns.sends", "{reply}", "Attempts to send a reply by what came of them.");
    private static readonly Histogram<double> SendLag = Seconds("patterns.sends.lag", "From when a reply was due to its claim.");
    private static readonly Counter<long> Contradictions = Meter.CreateCounter<long>("patterns.contradictions", "{reply}", "Automatic replies that somebody contradicted.");
    private static readonly Counter<long> ConfidenceEvents = Meter.CreateCounter<long>("patterns.confidence.events", "{event}", "Moves of confidence by their kind.");
    private static readonly Counter<long> Analyses = Meter.CreateCounter<long>("patterns.model.analyses", "{analysis}", "Answers analysed by what came of it.");
    private static readonly Counter<long> Tokens = Meter.CreateCounter<long>("patterns.model.tokens", "{token}", "Tokens that the model took and gave.");
    private static readonly Counter<double> Cost = Meter.CreateCounter<double>("patterns.model.cost_usd", "USD", "What the model cost, by the prices in the settings.");
    private static readonly Counter<long> Requests = Meter.CreateCounter<long>("patterns.requests", "{request}", "Requests by function and status of the answer.");
    private static readonly Histogram<double> Durations = Seconds("patterns.invocations.duration", "How long functions ran.");

    /// <summary>Of what is being done, as W3C writes it; null if nobody follows.</summary>
    public static string? Traceparent => Activity.Current is { Recorded: true } span ? span.Id : null;

    /// <summary>What is being done belongs to another trace, too.</summary>
    public static void Link(string? traceparent)
    {
        if (ActivityContext.TryParse(traceparent, traceState: null, isRemote: true, out var other))
        {
            Activity.Current?.AddLink(new ActivityLink(other));
        }
    }

    /// <summary>On the span of what is being done, if there is one.</summary>
    public static void Tag(string name, object? value) => Activity.Current?.SetTag(name, value);

    /// <param name="lag">Since it was received.</param>
    public static void EventProcessed(ConversationEvent? @event, EventOutcome outcome, TimeSpan lag)
    {
        // Not the type as sent: what a list has not foreseen has no place in a metric.
        var kind = @event?.GetType().Name ?? "None";
        Events.Add(1, Pair("kind", kind), Pair("outcome", Word(outcome)));
        EventLag.Record(lag.TotalSeconds, Pair("kind", kind));
        Tag("patterns.event_id", @event?.EventId);
        Tag("patterns.outcome", Word(outcome));
        if (@event is MessageEvent message)
        {
            Tag("patterns.message_id", message.MessageId);
        }
    }

    /// <param name="lag">Since the question's last text was received.</param>
    public static void Decided(Decision decision, TimeSpan lag)
    {
        Decisions.Add(1, Pair("action", Word(decision.Action)), Pair("would", Word(decision.Would)));
        DecisionLag.Record(lag.TotalSeconds);
        MatchProbability.Record(decision.Match.Probability, Pair("match", Word(decision.Match.Kind)));
        Tag("patterns.action", Word(decision.Action));
        Tag("patterns.pattern_id", decision.PatternId);
        Tag("patterns.confidence", (double)decision.Confidence);
    }

    /// <param name="late">Since it was due.</param>
    public static void SendBegan(TimeSpan late) => SendLag.Record(late.TotalSeconds);

    /// <param name="outcome">A word, such as accepted or cancelled.</param>
    public static void SendEnded(string outcome)
    {
        Sends.Add(1, Pair("outcome", outcome.ToLowerInvariant()));
        Tag("patterns.outcome", outcome.ToLowerInvariant());
    }

    public static void Contradicted() => Contradictions.Add(1);

    public static void ConfidenceMoved(string kind, int patterns = 1) => ConfidenceEvents.Add(patterns, Pair("kind", kind));

    public static void Analysed(string analyser, AnalysisOutcome outcome)
    {
        Analyses.Add(1, Pair("analyser", analyser), Pair("outcome", outcome is TryLater later ? Word(later.Reason) : Word(outcome.GetType().Name)));
        if (outcome.Usage is { } usage)
        {
            Tokens.Add(usage.InputTokens, Pair("direction", "input"));
            Tokens.Add(usage.OutputTokens, Pair("direction", "output"));
            Cost.Add((double)usage.CostUsd);
        }
    }

    internal static void Answered(string function, int status) => Requests.Add(1, Pair("function", function), Pair("status", status));

    internal static void InvocationEnded(string function, bool hasFailed, TimeSpan duration) =>
        Durations.Record(duration.TotalSeconds, Pair("function", function), Pair("failed", hasFailed));

    private static Histogram<double> Seconds(string name, string description) => Meter.CreateHistogram(
        name, "s", description, tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 7_200] });

    private static KeyValuePair<string, object?> Pair(string name, object? value) => new(name, value);

    private static string Word(object value) => value.ToString()!.ToLowerInvariant();
}
