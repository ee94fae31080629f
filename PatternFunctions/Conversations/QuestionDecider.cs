using Npgsql;
using PatternFunctions.Decisions;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Replies;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Conversations;

/// <summary>Decides what a customer's texts come to: gathers them into questions, matches each, decides, and writes that down once.</summary>
public sealed partial class QuestionDecider(
    NpgsqlDataSource dataSource, PatternMatcher matcher, WorkQueues queues, TimeProvider clock, ILogger<QuestionDecider> logger)
{
    public async Task DecideAsync(InboundMessage message, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (conversationId, config, texts) = await ReadTextsAsync(connection, message.MessageId, cancellationToken);
        if (!config.Enabled || texts.Where(text => !text.IsProcessed).MaxBy(text => text.ReceivedAt) is not { } newest)
        {
            return;
        }

        // The customer may go on writing. The newest text's own message comes when the window closes.
        var closes = newest.ReceivedAt + config.BurstWindow;
        if (closes > now)
        {
            if (newest.Id == message.MessageId)
            {
                await queues.SendAsync(WorkQueues.InboundMessages, message, closes - now, cancellationToken);
            }

            return;
        }

        List<OutboundReply> replies = [];
        var questions = await OpenQuestions.TakeAsync(connection, texts, config.BurstWindow, cancellationToken);
        for (var index = 0; index < questions.Count; index++)
        {
            var isLast = index == questions.Count - 1;
            if (await DecideAsync(connection, conversationId, questions[index], isLast, config, now, cancellationToken) is { } reply)
            {
                replies.Add(reply);
            }
        }

        foreach (var reply in replies)
        {
            await queues.SendAsync(WorkQueues.OutboundReplies, reply, config.AutoSendDelay, cancellationToken);
        }
    }

    /// <summary>In one round trip, the conversation's lock first: what follows is read when nothing else happens there.</summary>
    /// <returns>The customer's texts that are not decided, with whatever may belong to the same question; in the order of their own timestamps.</returns>
    private static async Task<(long ConversationId, LearningConfig Config, List<CustomerText> Texts)> ReadTextsAsync(
        NpgsqlConnection connection, string messageId, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("""
            SELECT c.id
            FROM conversations c
            WHERE c.id = (SELECT conversation_id FROM conversation_messages WHERE id = $1)
            FOR NO KEY UPDATE
            """, messageId);
        var nextConfig = ConfigStore.AddTo(batch);
        OpenQuestions.AddTo(batch, messageId);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return (
            await reader.NextScalarAsync<long>(cancellationToken),
            await nextConfig(reader, cancellationToken),
            await reader.NextListAsync(CustomerText.Read, cancellationToken));
    }

    /// <summary>What is said in these very words, and how the conversation stands, in one round trip.</summary>
    private static async Task<(PatternRow? Known, ConversationFacts Facts)> ReadGroundsAsync(
        NpgsqlConnection connection, long conversationId, Question question, LearningConfig config, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        PatternReader.AddTo(batch, PatternSignature.Of(question.Text));
        ConversationFacts.AddTo(batch, conversationId, question, config, now);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return (
            await PatternReader.NextAsync(reader, cancellationToken),
            await ConversationFacts.NextAsync(reader, question, config, now, cancellationToken));
    }

    /// <param name="isLast">Commits, in the round trip in which the decision is written.</param>
    /// <returns>The automatic reply that is now scheduled, if any.</returns>
    private async Task<OutboundReply?> DecideAsync(
        NpgsqlConnection connection, long conversationId, Question question, bool isLast, LearningConfig config, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var (known, facts) = await ReadGroundsAsync(connection, conversationId, question, config, now, cancellationToken);
        var (match, pattern) = await matcher.MatchAsync(connection, question.Text, known, cancellationToken);
        var reply = pattern is null ? null : ReplyComposer.Compose(pattern.ResponseTemplate, question.Text, facts.CustomerName, config.Variables);
        var decision = Decider.Decide(new DecisionInput
        {
            Match = match,
            Pattern = pattern?.Snapshot,
            Config = config,
            Conversation = facts.State,
            UnfilledVariables = reply?.Unfilled ?? [],
            SimilarityProved = await SimilarityTrust.ReadAsync(connection, match, config, cancellationToken),
            Now = now,
        });

        var record = new DecisionRecord(connection, conversationId, question, decision, reply, config, now);
        var replyId = await record.WriteAsync(isLast, cancellationToken);
        Signals.Decided(decision, now - question.Texts.Max(text => text.ReceivedAt));
        LogDecided(question.Id, decision.Action, decision.Would, decision.PatternId, decision.Confidence);
        return replyId is { } id ? new OutboundReply(id) : null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Question {MessageId}: {Action} (would be {Would}), pattern {PatternId}, confidence {Confidence}.")]
    private partial void LogDecided(string messageId, ReplyAction action, ReplyAction would, long? patternId, decimal confidence);
}
