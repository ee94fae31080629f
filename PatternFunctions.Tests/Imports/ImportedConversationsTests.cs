using Npgsql;
using PatternFunctions.Imports;
using PatternFunctions.OpenPhone;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Imports;

public sealed class ImportedConversationsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_conversation_that_is_deleted_between_two_steps_is_added_anew_and_its_messages_went_with_it()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var data = NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await data.OpenConnectionAsync();
        var message = ImportedMessage.Of(new MessageEvent
        {
            EventId = "",
            Type = "import",
            OccurredAt = Now,
            MessageId = "AC1",
            Direction = MessageDirection.Incoming,
            Status = MessageStatus.Unknown,
            Text = "Is there parking?",
            From = "+15555550161",
            To = ["+15555550100"],
            SentAt = Now,
        });
        var conversations = new ImportedConversations();
        await conversations.FindAsync(connection, [message], Now, CancellationToken.None);
        var first = conversations.IdOf(message.Conversation);
        await data.Command("INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at) VALUES ('AC0', $1, 'incoming', 'customer', 'hi', 'received', $2, $2)", first, Now)
            .ExecuteAsync(CancellationToken.None);
        await data.Command("DELETE FROM conversations WHERE id = $1", first).ExecuteAsync(CancellationToken.None);

        await conversations.FindAsync(connection, [message], Now, CancellationToken.None);

        Assert.Equal(0, await data.Command("SELECT count(*) FROM conversation_messages").ScalarAsync<long>(CancellationToken.None));
        Assert.NotEqual(first, conversations.IdOf(message.Conversation));
        Assert.Equal(conversations.IdOf(message.Conversation), await data.Command("SELECT id FROM conversations").ScalarAsync<long>(CancellationToken.None));
    }
}
