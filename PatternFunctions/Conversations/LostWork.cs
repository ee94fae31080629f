using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>
/// Announces again what was stored and never came to an end: its queue message was lost, or a model was not to be had.
/// Work that is done finds nothing to do, so announcing once too often does no harm.
/// </summary>
public sealed partial class LostWork(
    NpgsqlDataSource dataSource, ConfigStore configStore, WorkQueues queues, TimeProvider clock, ILogger<LostWork> logger)
{
    private const int Batch = 500;

    /// <summary>How long after its time a message counts as lost. Above that, an ordinary delay would be taken for a loss.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public async Task AnnounceAsync(CancellationToken cancellationToken)
    {
        var config = await configStore.ReadAsync(cancellationToken);
        if (!config.Enabled)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var questions = await ReadUnprocessedAsync("customer", now - config.BurstWindow - Grace, cancellationToken);
        var replies = await ReadUnprocessedAsync("operator", now - config.AnswerWindow - Grace, cancellationToken);
        var examples = await dataSource.Command("""
            SELECT answer_message_id
            FROM pattern_learning_examples
            WHERE status = 'waiting' AND next_attempt_at <= $1 AND answer_message_id IS NOT NULL
            ORDER BY next_attempt_at
            LIMIT $2
            """, now - Grace, Batch).ListAsync(reader => reader.GetString(0), cancellationToken);

        foreach (var id in questions)
        {
            await queues.SendAsync(WorkQueues.InboundMessages, new InboundMessage(id), TimeSpan.Zero, cancellationToken);
        }

        foreach (var id in replies.Concat(examples))
        {
            await queues.SendAsync(WorkQueues.OperatorReplies, new OperatorReply(id), TimeSpan.Zero, cancellationToken);
        }

        if (questions.Count + replies.Count + examples.Count > 0)
        {
            LogAnnounced(questions.Count, replies.Count, examples.Count);
        }
    }

    private Task<List<string>> ReadUnprocessedAsync(string sender, DateTimeOffset receivedBefore, CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT id
            FROM conversation_messages
            WHERE processed_at IS NULL AND sender IN ('customer', 'operator') AND sender = $1 AND received_at <= $2
            ORDER BY received_at
            LIMIT $3
            """, sender, receivedBefore, Batch).ListAsync(reader => reader.GetString(0), cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Announced again: {Questions} questions, {Replies} replies, {Examples} examples.")]
    private partial void LogAnnounced(int questions, int replies, int examples);
}
