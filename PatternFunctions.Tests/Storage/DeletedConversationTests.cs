using Npgsql;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Storage;

public sealed class DeletedConversationTests
{
    [Fact]
    public async Task What_hangs_on_a_conversation_goes_with_it_and_nothing_else()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var data = NpgsqlDataSource.Create(database.ConnectionString);
        await data.Command("""
            INSERT INTO conversations (phone_number_id, participants, created_at) SELECT 'PN1', n::text, now() FROM generate_series(1, 2) n;
            INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at)
            SELECT 'AC' || id, id, 'incoming', 'customer', 'hi', 'received', now(), now() FROM conversations;
            INSERT INTO pattern_execution_history
                (message_id, conversation_id, customer_message, match_kind, decision_confidence, execution_mode, would_mode, outcome, reasons, created_at)
            SELECT 'AC' || id, id, 'hi', 'none', 0, 'queue', 'queue', 'pending', '{}', now() FROM conversations;
            INSERT INTO pattern_execution_queue (execution_id, conversation_id, message_id, customer_message, kind, expires_at, created_at)
            SELECT id, conversation_id, message_id, 'hi', 'approval', now(), now() FROM pattern_execution_history;
            INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, due_at, created_at)
            SELECT id, conversation_id, 'approved', 'Hi!', now(), now() FROM pattern_execution_history
            """).ExecuteAsync(CancellationToken.None);

        await data.Command("DELETE FROM conversations WHERE participants = '1'").ExecuteAsync(CancellationToken.None);

        foreach (var table in (string[])["conversation_messages", "pattern_execution_history", "pattern_execution_queue", "outbound_replies"])
        {
            Assert.Equal("2", await data.Command($"SELECT string_agg(c.participants, ',') FROM {table} t LEFT JOIN conversations c ON c.id = t.conversation_id")
                .ScalarAsync<string>(CancellationToken.None));
        }
    }
}
