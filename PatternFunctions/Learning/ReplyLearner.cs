using System.Text.Json;
using PatternFunctions.Matching;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Learning;

/// <summary>From an operator's reply to a pattern: pairs it with its question, keeps the example, has it analysed.</summary>
public sealed partial class ReplyLearner(
    ConfigStore configStore, ExchangeStore exchanges, ExampleStore examples, LearnedPatterns patterns, IReplyAnalyser analyser, WorkQueues queues,
    TimeProvider clock, ILogger<ReplyLearner> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(6);

    public async Task LearnAsync(OperatorReply reply, CancellationToken cancellationToken)
    {
        var config = await configStore.ReadAsync(cancellationToken);
        if (!config.Enabled)
        {
            return;
        }

        switch (await exchanges.PairAsync(reply.MessageId, config, cancellationToken))
        {
            case PairingOutcome.StillOpen { ClosesAt: var closes }:
                await queues.SendAsync(WorkQueues.OperatorReplies, reply, closes - clock.GetUtcNow(), cancellationToken);
                break;
            case PairingOutcome.Paired { AnswerId: var answerId } when await examples.ClaimAsync(answerId, cancellationToken) is { } example:
                await LearnAsync(example, cancellationToken);
                break;
        }
    }

    private async Task LearnAsync(LearningExample example, CancellationToken cancellationToken)
    {
        if (await patterns.AddEvidenceAsync(example.Id, PatternSignature.Of(example.CustomerMessage), cancellationToken))
        {
            LogEvidence(example.Id);
            return;
        }

        var outcome = await analyser.AnalyseAsync(
            new AnalysisRequest
            {
                CustomerMessage = example.CustomerMessage,
                OperatorReply = example.OperatorResponse,
                CustomerName = example.CustomerName,
            },
            cancellationToken);
        await (outcome switch
        {
            Proposed { Proposal: var proposal } => patterns.AddAsync(example, proposal, cancellationToken),
            NotReusable { Reason: var reason } => examples.SettleAsync(example.Id, "not_reusable", reason, cancellationToken),
            Refused { Reasons: var reasons } => examples.SettleAsync(example.Id, "refused", Codes(reasons), cancellationToken),
            TryLater later => examples.PostponeAsync(example.Id, later.Reason.ToString(), later.RetryAfter ?? Wait(example.Attempts), cancellationToken),
            _ => throw new InvalidOperationException($"An analysis came to {outcome.GetType().Name}."),
        });
        Signals.Analysed(analyser.Name, outcome);
        LogAnalysed(example.Id, analyser.Name, outcome.GetType().Name);
    }

    private static TimeSpan Wait(int attempts) =>
        attempts < 10 ? TimeSpan.FromTicks(Math.Min(FirstRetry.Ticks << attempts, LongestRetry.Ticks)) : LongestRetry;

    private static string Codes(IReadOnlyList<Refusal> reasons) =>
        string.Join(", ", reasons.Select(reason => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.Code.ToString())).Distinct());

    [LoggerMessage(Level = LogLevel.Information, Message = "Example {ExampleId} is evidence for a known pattern.")]
    private partial void LogEvidence(long exampleId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Example {ExampleId}, analysed by {Analyser}: {Outcome}.")]
    private partial void LogAnalysed(long exampleId, string analyser, string outcome);
}
