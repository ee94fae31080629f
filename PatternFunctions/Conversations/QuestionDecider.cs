using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Conversations;

/// <summary>Decides what a customer's texts come to: gathers them into questions, matches each, decides, and writes that down once.</summary>
public sealed partial class QuestionDecider
{
    private readonly NpgsqlDataSource dataSource;
    private readonly PatternMatcher matcher;
    private readonly WorkQueues queues;
    private readonly TimeProvider clock;
    private readonly ILogger<QuestionDecider> logger;
    private readonly Gathering<(InboundMessage Message, string? Traceparent), IReadOnlyList<DecidedQuestion>> known;

    public QuestionDecider(NpgsqlDataSource dataSource, PatternMatcher matcher, WorkQueues queues, TimeProvider clock, ILogger<QuestionDecider> logger)
    {
        (this.dataSource, this.matcher, this.queues, this.clock, this.logger) = (dataSource, matcher, queues, clock, logger);
        known = new Gathering<(InboundMessage Message, string? Traceparent), IReadOnlyList<DecidedQuestion>>(
            Gathering.Most, Gathering.Lines,
            asked => KnownQuestions.DecideAsync(dataSource, [.. asked.Select(one => (one.Message.MessageId, one.Traceparent))], clock.GetUtcNow()),
            async one => await DecideAloneAsync(one.Message, CancellationToken.None), logger);
    }

    public async Task DecideAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var decided = await known.DoAsync((message, Signals.Traceparent), cancellationToken) ?? [];
        foreach (var question in decided)
        {
            Signals.Decided(question.Decision, question.Lag);
            LogDecided(question.QuestionId, question.Decision.Action, question.Decision.Would, question.Decision.PatternId, question.Decision.Confidence);
        }

        foreach (var question in decided.Where(question => question.ReplyId is not null))
        {
            await queues.SendAsync(WorkQueues.OutboundReplies, new OutboundReply(question.ReplyId!.Value), question.ReplyDelay, cancellationToken);
        }
    }

    private async Task<List<DecidedQuestion>> DecideAloneAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (config, all) = await QuestionTexts.ReadAsync(connection, [message.MessageId], mayWait: true, cancellationToken);
        if (!config.Enabled || all.Select(one => one.Text).Where(text => !text.IsProcessed).MaxBy(text => text.ReceivedAt) is not { } newest)
        {
            return [];
        }

        // The customer may go on writing. The newest text's own message comes when the window closes.
        var closes = newest.ReceivedAt + config.BurstWindow;
        if (closes > now)
        {
            if (newest.Id == message.MessageId)
            {
                await queues.SendAsync(WorkQueues.InboundMessages, message, closes - now, cancellationToken);
            }

            return [];
        }

        List<DecidedQuestion> decided = [];
        var questions = await OpenQuestions.TakeAsync(connection, [.. all.Select(one => one.Text)], config.BurstWindow, cancellationToken);
        foreach (var (index, question) in questions.Index())
        {
            var record = await DecideAsync(connection, all[0].ConversationId, question, config, now, cancellationToken);
            // The last one commits.
            var replies = await DecisionRecord.WriteAsync(connection, [record], commits: index == questions.Count - 1, cancellationToken);
            decided.Add(record.Decided(replies[0]));
        }

        return decided;
    }

    private async Task<DecisionRecord> DecideAsync(
        NpgsqlConnection connection, long conversationId, Question question, LearningConfig config, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var grounds = await ReadAsync(connection, conversationId, question, config, now, cancellationToken);
        var (match, pattern) = await matcher.MatchAsync(connection, question.Text, grounds.Known, cancellationToken);
        var (decision, reply) = grounds.Decide(
            match, pattern, await SimilarityTrust.ReadAsync(connection, match, config, cancellationToken), config, now);
        return new DecisionRecord(conversationId, question, decision, reply, config, now, Signals.Traceparent);
    }

    private static async Task<Grounds> ReadAsync(
        NpgsqlConnection connection, long conversationId, Question question, LearningConfig config, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        Grounds.AddTo(batch, conversationId, question, config, now);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await Grounds.NextAsync(reader, question, config, now, cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Question {MessageId}: {Action} (would be {Would}), pattern {PatternId}, confidence {Confidence}.")]
    private partial void LogDecided(string messageId, ReplyAction action, ReplyAction would, long? patternId, decimal confidence);
}
