using System.Net;
using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>
/// Brings texts to an end that lost their way. What may have been sent is looked for at OpenPhone and never sent again
/// by itself: a person is told instead.
/// </summary>
public sealed partial class LostReplies(
    NpgsqlDataSource dataSource, OutboundReplies replies, OpenPhoneClient openPhone, WorkQueues queues, TimeProvider clock,
    ILogger<LostReplies> logger)
{
    private const int Batch = 100;

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    /// <summary>A call lasts 20 s at most; a claim this old has lost its process.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(2);

    /// <summary>After that, a message that OpenPhone does not list was not sent.</summary>
    private static readonly TimeSpan SearchTime = TimeSpan.FromMinutes(10);

    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var scheduled = await dataSource.Command("""
            SELECT r.id, h.traceparent
            FROM outbound_replies r
            JOIN pattern_execution_history h ON h.id = r.execution_id
            WHERE r.status = 'scheduled' AND r.due_at <= $1
            ORDER BY r.due_at
            LIMIT $2
            """, now - Grace, Batch).ListAsync(
            reader => new OutboundReply(reader.GetInt64(0)) { Traceparent = reader.IsDBNull(1) ? null : reader.GetString(1) }, cancellationToken);
        foreach (var reply in scheduled)
        {
            await queues.SendAsync(WorkQueues.OutboundReplies, reply, TimeSpan.Zero, cancellationToken);
        }

        await dataSource.Command("""
            UPDATE outbound_replies
            SET status = 'unknown', reason = 'interrupted'
            WHERE status = 'sending' AND claimed_at <= $1
            """, now - LongestCall).ExecuteAsync(cancellationToken);
        foreach (var reply in await ReadUnknownAsync(cancellationToken))
        {
            try
            {
                await LookForAsync(reply, now, cancellationToken);
            }
            catch (Exception ex) when (ex is HttpRequestException || (ex is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // It stays unknown; the others may be found all the same.
                LogNotListed(reply.Id, (ex as HttpRequestException)?.StatusCode);
            }
        }
    }

    private async Task LookForAsync(UnknownReply reply, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var messages = openPhone.ListMessagesAsync(
            reply.PhoneNumberId, reply.CustomerPhone, reply.ClaimedAt - SentReply.Before, cancellationToken);
        await foreach (var message in messages)
        {
            if (message.Direction is MessageDirection.Outgoing && message.Text.Trim() == reply.Text.Trim()
                && message.SentAt <= reply.ClaimedAt + SentReply.After
                && !await IsKnownAsync(message.MessageId, cancellationToken))
            {
                await replies.MarkSentAsync(reply.Id, message.MessageId, message.SentAt, cancellationToken);
                LogFound(reply.Id, message.MessageId);
                return;
            }
        }

        if (now - reply.ClaimedAt > SearchTime)
        {
            await replies.MarkFailedAsync(reply.Id, SentReply.NotFound, cancellationToken);
            LogNotFound(reply.Id);
        }
    }

    /// <summary>The same words may have gone to the same customer before: that message is another reply's, or a person's.</summary>
    private async Task<bool> IsKnownAsync(string messageId, CancellationToken cancellationToken) =>
        await dataSource.Command("SELECT EXISTS (SELECT FROM conversation_messages WHERE id = $1)", messageId)
            .ScalarAsync<bool>(cancellationToken);

    private Task<List<UnknownReply>> ReadUnknownAsync(CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT r.id, r.text, r.claimed_at, c.phone_number_id, c.customer_phone
            FROM outbound_replies r
            JOIN conversations c ON c.id = r.conversation_id
            WHERE r.status = 'unknown'
            ORDER BY r.claimed_at
            LIMIT $1
            """, Batch).ListAsync(
            reader => new UnknownReply(
                reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3), reader.GetString(4)),
            cancellationToken);

    private sealed record UnknownReply(long Id, string Text, DateTimeOffset ClaimedAt, string PhoneNumberId, string CustomerPhone);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reply {ReplyId} had been sent, as {MessageId}.")]
    private partial void LogFound(long replyId, string messageId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reply {ReplyId} could not be looked for: {StatusCode}.")]
    private partial void LogNotListed(long replyId, HttpStatusCode? statusCode);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reply {ReplyId} was not sent: OpenPhone does not have it.")]
    private partial void LogNotFound(long replyId);
}
