using Npgsql;
using PatternFunctions.Conversations;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>The conversations of an import, by their parties; those of the last messages are remembered.</summary>
internal sealed class ImportedConversations
{
    private const int MostRemembered = 100_000;

    private readonly Dictionary<(string Line, string Participants), long> known = [];

    public long IdOf(ConversationKey key) => known[(key.PhoneNumberId, key.Participants)];

    /// <summary>Finds or adds the conversations of these messages, and holds them until the transaction ends.</summary>
    public async Task FindAsync(
        NpgsqlConnection connection, IReadOnlyList<ImportedMessage> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (known.Count > MostRemembered)
        {
            known.Clear();
        }

        do
        {
            await AddMissingAsync(connection, messages, now, cancellationToken);
        }
        while (!await HoldAsync(connection, messages, cancellationToken));
    }

    private async Task AddMissingAsync(
        NpgsqlConnection connection, IReadOnlyList<ImportedMessage> messages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var missing = messages
            .Where(entry => !known.ContainsKey(KeyOf(entry)))
            .DistinctBy(KeyOf)
            // In one order for everybody, so that two imports do not wait for each other for good.
            .OrderBy(entry => entry.Conversation.PhoneNumberId, StringComparer.Ordinal).ThenBy(entry => entry.Conversation.Participants, StringComparer.Ordinal)
            .ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var (lines, parties) = (missing.Select(entry => entry.Conversation.PhoneNumberId).ToArray(), missing.Select(entry => entry.Conversation.Participants).ToArray());
        await connection.Command("""
            INSERT INTO conversations (phone_number_id, participants, openphone_id, customer_phone, is_group, created_at)
            SELECT *, $6 FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::boolean[])
            ON CONFLICT (phone_number_id, participants) DO NOTHING
            """, lines, parties, missing.Select(entry => entry.Message.ConversationId).ToArray(), missing.Select(entry => entry.Conversation.CustomerPhone).ToArray(),
            missing.Select(entry => entry.Message.IsGroup).ToArray(), now).ExecuteAsync(cancellationToken);
        var found = await connection.Command("""
            SELECT c.phone_number_id, c.participants, c.id
            FROM unnest($1::text[], $2::text[]) AS sought (phone_number_id, participants)
            JOIN conversations c USING (phone_number_id, participants)
            """, lines, parties).ListAsync(reader => (reader.GetString(0), reader.GetString(1), reader.GetInt64(2)), cancellationToken);
        foreach (var (line, participants, id) in found)
        {
            known[(line, participants)] = id;
        }
    }

    /// <returns>False if one of them has been deleted since it was remembered; it is forgotten here, too.</returns>
    private async Task<bool> HoldAsync(NpgsqlConnection connection, IReadOnlyList<ImportedMessage> messages, CancellationToken cancellationToken)
    {
        var keys = messages.Select(KeyOf).Distinct().ToArray();
        var held = (await connection.Command(
            "SELECT id FROM conversations WHERE id = ANY ($1) ORDER BY id FOR KEY SHARE", keys.Select(key => known[key]).ToArray())
            .ListAsync(reader => reader.GetInt64(0), cancellationToken)).ToHashSet();
        foreach (var gone in keys.Where(key => !held.Contains(known[key])).ToArray())
        {
            known.Remove(gone);
        }

        return keys.Length == held.Count;
    }

    private static (string Line, string Participants) KeyOf(ImportedMessage entry) => (entry.Conversation.PhoneNumberId, entry.Conversation.Participants);
}
