using System.Text.Json;
using PatternFunctions.Matching;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>From an operator's reply to a pattern: pairs it with its question, keeps the example, has it analysed.</summary>
public sealed partial class ReplyLearner(
    ConfigStore configStore, ExampleStore examples, LearnedPatterns patterns, IReplyAnalyser analyser, WorkQueues queues,
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

        var thread = await examples.ReadThreadAsync(reply.MessageId, config.AnswerWindow, config.LearningWindow, cancellationToken);
        var exchange = Exchange.Find(thread, reply.MessageId, config.AnswerWindow, config.LearningWindow);
        if (exchange is not null)
        {
            // The operator may go on writing; what is written by then is the answer.
            var closes = exchange.Answer[^1].SentAt + config.AnswerWindow;
            if (closes > clock.GetUtcNow())
            {
                await queues.SendAsync(WorkQueues.OperatorReplies, reply, closes - clock.GetUtcNow(), cancellationToken);
                return;
            }

            var quality = ExampleQuality.Of(exchange.QuestionText, exchange.AnswerText);
            if (await examples.KeepAsync(exchange, quality.Weight, cancellationToken) is { } example)
            {
                await LearnAsync(example, cancellationToken);
            }
        }

        await examples.MarkReplyProcessedAsync(reply.MessageId, cancellationToken);
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
