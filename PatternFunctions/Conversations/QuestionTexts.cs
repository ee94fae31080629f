using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>What customers have written and nobody has decided, with whatever may belong to the same questions; in the order of its own timestamps.</summary>
internal sealed record QuestionTexts(LearningConfig Config, IReadOnlyList<(long ConversationId, CustomerText Text)> All)
{
    /// <summary>In one round trip, the conversations' locks first: what follows is read when nothing else happens there.</summary>
    /// <param name="mayWait">For who has a conversation; else it fails soon.</param>
    public static async Task<QuestionTexts> ReadAsync(NpgsqlConnection connection, string[] messageIds, bool mayWait, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (!mayWait)
        {
            batch.Add(Gathering.Impatiently);
        }

        // In the order in which ConversationStore locks them.
        batch.Add("""
            SELECT c.id
            FROM conversations c
            WHERE c.id = ANY (ARRAY(SELECT m.conversation_id FROM conversation_messages m WHERE m.id = ANY (ARRAY(SELECT unnest($1)))))
            ORDER BY c.phone_number_id, c.participants
            FOR NO KEY UPDATE
            """, (object)messageIds);
        var nextConfig = ConfigStore.AddTo(batch);
        OpenQuestions.AddTo(batch, messageIds);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextListAsync(row => row.GetInt64(0), cancellationToken);
        return new QuestionTexts(
            await nextConfig(reader, cancellationToken),
            await reader.NextListAsync(row => (row.GetInt64(7), CustomerText.Read(row)), cancellationToken));
    }
}
