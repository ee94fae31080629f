using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Replies;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>Sends as one would who makes one of the classic mistakes.</summary>
internal sealed class FaultySender(string defect, IServiceProvider services, NpgsqlDataSource psql, TimeProvider clock)
{
    private readonly OutboundReplies replies = services.GetRequiredService<OutboundReplies>();

    public async Task SendAsync(OutboundReply reply)
    {
        var openPhone = services.GetRequiredService<OpenPhoneClient>();
        if (defect == PlantedDefect.SendsBeforeClaiming && await ReadDueAsync(reply, "scheduled") is { } early)
        {
            var sent = await openPhone.SendAsync(early, CancellationToken.None);
            await ClaimAnywayAsync(reply);
            await MarkAsync(reply, sent);
        }
        else if (defect == PlantedDefect.ChecksOnlyWhenDeciding && await ReadDueAsync(reply, "scheduled") is { } unchecked_)
        {
            await ClaimAnywayAsync(reply);
            await MarkAsync(reply, await openPhone.SendAsync(unchecked_, CancellationToken.None));
        }
        else if (defect == PlantedDefect.ClaimsWhatIsClaimed && await ReadDueAsync(reply, "scheduled", "sending", "sent", "unknown") is { } again)
        {
            await ClaimAnywayAsync(reply);
            await MarkAsync(reply, await openPhone.SendAsync(again, CancellationToken.None));
        }
        else if (defect == PlantedDefect.TimeoutIsFailure && await replies.ClaimAsync(reply.ReplyId, CancellationToken.None) is ClaimOutcome.Claimed claimed)
        {
            await MarkAsync(reply, await openPhone.SendAsync(claimed.Request, CancellationToken.None));
        }
    }

    private async Task MarkAsync(OutboundReply reply, SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Accepted accepted:
                await replies.MarkSentAsync(reply.ReplyId, accepted.MessageId, sentAt: null, CancellationToken.None);
                break;
            case SendOutcome.Refused refused:
                await replies.MarkFailedAsync(reply.ReplyId, refused.Kind.ToString(), CancellationToken.None);
                break;
            case SendOutcome.Unknown when defect != PlantedDefect.TimeoutIsFailure:
                await replies.MarkUnknownAsync(reply.ReplyId, "Timeout", CancellationToken.None);
                break;
            default:
                await replies.ReleaseAsync(reply.ReplyId, TimeSpan.FromSeconds(5), CancellationToken.None);
                break;
        }
    }

    private Task<SendRequest?> ReadDueAsync(OutboundReply reply, params string[] statuses) => psql.Command("""
        SELECT c.phone_number_id, c.customer_phone, r.text
        FROM outbound_replies r
        JOIN conversations c ON c.id = r.conversation_id
        WHERE r.id = $1 AND r.status = ANY ($2) AND r.due_at <= $3
        """, reply.ReplyId, statuses, clock.GetUtcNow()).FirstOrDefaultAsync(
        reader => new SendRequest { From = reader.GetString(0), To = reader.GetString(1), Content = reader.GetString(2) }, CancellationToken.None);

    private Task ClaimAnywayAsync(OutboundReply reply) => psql.Command("""
        UPDATE outbound_replies
        SET status = 'sending', claimed_at = $2, gates = '[{"ok": true}]'
        WHERE id = $1
        """, reply.ReplyId, clock.GetUtcNow()).ExecuteAsync(CancellationToken.None);
}
