using System.Globalization;
using Npgsql;
using PatternFunctions.Learning;
using PatternFunctions.Matching;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>
/// Pairs the questions of imported conversations with people's answers, by the rules of live learning. Nothing is
/// analysed yet. The position is the last conversation that is done.
/// </summary>
public sealed class Pairing : IImportPhase
{
    /// <summary>Conversations with about so many messages are one step.</summary>
    private const int MessagesAtOnce = 5_000;

    public bool Suits(ImportRow import) => import is { Status: ImportRow.Running, Phase: "pairing" };

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var import = session.Import;
        var last = import.Position.Length == 0 ? 0 : long.Parse(import.Position, CultureInfo.InvariantCulture);
        var conversations = await session.Connection.Command("""
            SELECT conversation_id, count(*)
            FROM conversation_messages
            WHERE import_id = $1 AND conversation_id > $2
            GROUP BY 1
            ORDER BY 1
            """, import.Id, last).ListAsync(reader => (Id: reader.GetInt64(0), Messages: reader.GetInt64(1)), cancellationToken);
        var total = import.Done + conversations.Count;
        for (var from = 0; from < conversations.Count && !session.IsOver && !session.IsTired;)
        {
            var messages = 0L;
            var chunk = conversations.Skip(from).TakeWhile(conversation => (messages += conversation.Messages) <= MessagesAtOnce || messages == conversation.Messages)
                .Select(conversation => conversation.Id).ToArray();
            from += chunk.Length;
            await PairAsync(session, chunk, total, isLast: from == conversations.Count, cancellationToken);
        }

        if (conversations.Count == 0)
        {
            await session.SaveAsync(import.Begin("grouping"), cancellationToken);
        }
    }

    private static async Task PairAsync(ImportSession session, long[] conversations, long total, bool isLast, CancellationToken cancellationToken)
    {
        var (connection, import) = (session.Connection, session.Import);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        var imported = new HashSet<string>(StringComparer.Ordinal);
        var pairs = (await ReadAsync(connection, import.Id, conversations, imported, cancellationToken))
            .GroupBy(message => message.Conversation)
            .SelectMany(thread => Exchange.All(thread.Select(entry => entry.Message), config.AnswerWindow, config.LearningWindow)
                .Where(exchange => exchange.Answer.Any(message => imported.Contains(message.Id)))
                .Select(exchange => (Conversation: thread.Key, Exchange: exchange)))
            .ToList();
        var qualities = pairs.Select(pair => ExampleQuality.Of(pair.Exchange.QuestionText, pair.Exchange.AnswerText)).ToList();
        var added = await connection.Command("""
            INSERT INTO pattern_learning_examples
                (customer_message, operator_response, pattern_signature, weight, source, status, reason, conversation_id,
                 question_message_id, answer_message_id, operator, created_at, import_id)
            SELECT question, answer, signature, weight, 'import', CASE WHEN reason IS NULL THEN 'imported' ELSE 'not_reusable' END, reason,
                   conversation, question_id, answer_id, operator, asked_at, $11
            FROM unnest($1::text[], $2::text[], $3::text[], $4::numeric[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::timestamptz[])
                AS pair (question, answer, signature, weight, reason, conversation, question_id, answer_id, operator, asked_at)
            ON CONFLICT DO NOTHING
            """, pairs.Select(pair => pair.Exchange.QuestionText).ToArray(), pairs.Select(pair => pair.Exchange.AnswerText).ToArray(),
            pairs.Select(pair => PatternSignature.Of(pair.Exchange.QuestionText)).ToArray(), qualities.Select(quality => (decimal)quality.Weight).ToArray(),
            qualities.Select(quality => quality.IsReusable ? null : quality.Reason ?? "one_off").ToArray(), pairs.Select(pair => pair.Conversation).ToArray(),
            pairs.Select(pair => pair.Exchange.Question[0].Id).ToArray(), pairs.Select(pair => pair.Exchange.Answer[0].Id).ToArray(),
            pairs.Select(pair => pair.Exchange.Answer[0].UserId).ToArray(), pairs.Select(pair => pair.Exchange.Question[0].SentAt).ToArray(), import.Id)
            .ExecuteAsync(cancellationToken);
        var after = import with
        {
            Position = conversations[^1].ToString(CultureInfo.InvariantCulture),
            Done = import.Done + conversations.Length,
            Total = total,
            Pairs = import.Pairs + added,
        };
        if (await session.SaveAsync(isLast ? after.Begin("grouping") : after, cancellationToken))
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static Task<List<(long Conversation, ThreadMessage Message)>> ReadAsync(
        NpgsqlConnection connection, long importId, long[] conversations, HashSet<string> imported, CancellationToken cancellationToken) =>
        connection.Command("""
            SELECT m.conversation_id, m.id, m.sender = 'customer', m.sender = 'automation', m.user_id, m.text, m.sent_at, m.import_id IS NOT DISTINCT FROM $2
            FROM conversation_messages m
            JOIN conversations c ON c.id = m.conversation_id AND NOT c.is_group
            LEFT JOIN outbound_replies r ON r.openphone_message_id = m.id
            WHERE m.conversation_id = ANY ($1) AND (m.sender IN ('customer', 'operator') OR r.kind IN ('approved', 'modified'))
            ORDER BY m.conversation_id, m.sent_at, m.id
            """, conversations, importId).ListAsync(
            reader =>
            {
                var message = new ThreadMessage(
                    reader.GetString(1), reader.GetBoolean(2) ? Speaker.Customer : Speaker.Operator, reader.GetBoolean(3), reader.Nullable<string>(4),
                    reader.GetString(5), reader.GetFieldValue<DateTimeOffset>(6));
                if (reader.GetBoolean(7))
                {
                    imported.Add(message.Id);
                }

                return (reader.GetInt64(0), message);
            }, cancellationToken);
}
