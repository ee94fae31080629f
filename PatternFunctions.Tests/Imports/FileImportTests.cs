using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Imports;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Imports;

public sealed class FileImportTests : IAsyncLifetime
{
    private const string Customer = "+15555550141";

    private TestApp app = null!;
    private DateTimeOffset start;

    public async Task InitializeAsync()
    {
        app = await TestApp.StartLiveAsync();
        start = app.Clock.GetUtcNow().AddDays(-10);
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task A_file_is_loaded_into_the_live_conversations_and_starts_nothing()
    {
        await app.SqlAsync("INSERT INTO decision_patterns (pattern_type, pattern_signature, trigger_text, response_template, confidence_score) VALUES ('hours', md5('when do you close'), 'When do you close?', 'At ten.', 1)");
        app.OpenPhone.CustomerTexts(Customer, "Hello, is anybody there?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 1);

        var import = await app.ImportAsync(new Export()
            .Ask(Customer, "When do you close?", start).Answer(Customer, "At ten tonight.", start.AddMinutes(2)).Ask(Customer, "", start.AddMinutes(3)));
        await app.RunTimerAsync("Sweep");

        Assert.Equal((3, 3, 0), (Count(import, "rows_read"), Count(import, "rows_added"), Count(import, "rows_bad")));
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM conversations"));
        Assert.Equal(4, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages"));
        Assert.Equal(1, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages WHERE text = '' AND media_count = 1"));
        app.OpenPhone.CustomerTexts(Customer, "Well?");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 2);
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM outbound_replies"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples WHERE source = 'live'"));
        var blobs = app.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ImportFiles.Container);
        await Eventually.HoldsAsync(() => Task.FromResult(!blobs.GetBlobs().Any()));
    }

    [Fact]
    public async Task The_same_file_and_an_overlapping_one_bring_nothing_twice()
    {
        var export = new Export().Ask(Customer, "Is there parking?", start).Answer(Customer, "Behind the building.", start.AddMinutes(2));
        var first = await app.ImportAsync(export);
        var again = await app.ImportAsync(export);
        export.Ask(Customer, "Thanks!", start.AddMinutes(3));
        var longer = await app.ImportAsync(export);

        Assert.Equal(Count(first, "id"), Count(again, "id"));
        Assert.Equal((1, 2), (Count(longer, "rows_added"), Count(longer, "rows_known")));
        Assert.Equal(3, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages"));
    }

    [Fact]
    public async Task A_message_that_stands_in_a_file_twice_is_stored_once_and_what_was_sent_from_here_is_nobodys_answer()
    {
        await app.SqlAsync("INSERT INTO conversations (phone_number_id, participants, customer_phone, created_at) VALUES ('PNsimulated', $1, $1, now())", Customer);
        await app.SqlAsync("""
            WITH sent AS (
                INSERT INTO pattern_execution_history
                    (message_id, conversation_id, customer_message, match_kind, decision_confidence, execution_mode, would_mode, outcome, reasons, created_at)
                SELECT 'ACasked', id, 'When do you close?', 'none', 0, 'auto', 'auto', 'confirmed', '{}', now() FROM conversations
                RETURNING id, conversation_id
            )
            INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, status, openphone_message_id, due_at, created_at)
            SELECT id, conversation_id, 'auto', 'At ten.', 'sent', 'ACours', now(), now() FROM sent
            """);

        var import = await app.ImportAsync(new Export()
            .Ask(Customer, "When do you close?", start, "ACtwice").Answer(Customer, "At ten.", start.AddMinutes(2), "ACours")
            .Ask(Customer, "When do you close?", start, "ACtwice").Ask(Customer, "Thanks!", start.AddMinutes(3)));

        Assert.Equal((4, 3, 1, 0), (Count(import, "rows_read"), Count(import, "rows_added"), Count(import, "rows_known"), Count(import, "pairs")));
        Assert.Equal("automation", await app.ScalarAsync<string>("SELECT sender FROM conversation_messages WHERE id = 'ACours'"));
    }

    [Fact]
    public async Task Bad_rows_are_reported_with_their_lines_and_old_ones_are_left_out()
    {
        var import = await app.ImportAsync(new Export()
            .Ask(Customer, "two\nlines", start)
            .Row("AC9,CN1,hi,soon,+15555550100,+15555550123,incoming,later")
            .Row(",CN1,hi,2026-02-20T10:00:00Z,+15555550100,+15555550123,incoming,")
            .Ask(Customer, "Long ago", start.AddYears(-2)));

        Assert.Equal((4, 1, 2, 1), (Count(import, "rows_read"), Count(import, "rows_added"), Count(import, "rows_bad"), Count(import, "rows_left_out")));
        Assert.Equal(
            ["4: neither sentAt nor createdAt is a time", "5: it has no id"],
            import.GetProperty("problems").EnumerateArray().Select(problem => $"{problem.GetProperty("line")}: {problem.GetProperty("reason").GetString()}"));
    }

    [Fact]
    public async Task Another_file_is_refused_with_what_was_expected_and_not_kept()
    {
        var problem = await app.UploadAsync("name,number\nRobin,1\n", expected: HttpStatusCode.BadRequest);

        Assert.Contains("conversationBody", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(app.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ImportFiles.Container).GetBlobs());
    }

    [Fact]
    public async Task An_upload_that_broke_off_goes_on_where_it_was()
    {
        var text = new Export().Ask(Customer, "Is there parking?", start).Answer(Customer, "Behind the building.", start.AddMinutes(2)).ToString();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

        var first = await app.UploadAsync(text[..100], $"?hash={hash}", HttpStatusCode.Conflict);
        var wrong = await app.UploadAsync(text[90..], $"?hash={hash}&offset=90", HttpStatusCode.Conflict);
        var rest = await app.UploadAsync(text[100..], $"?hash={hash}&offset=100");
        var known = await app.UploadAsync("", $"?hash={hash}");

        Assert.Equal((100, 100), (first.GetProperty("received").GetInt32(), wrong.GetProperty("received").GetInt32()));
        Assert.Equal(Count(rest, "id"), Count(known, "id"));
        Assert.Equal(2, Count(await app.AtRestAsync(rest), "rows_added"));
    }

    [Fact]
    public async Task A_rollback_takes_back_what_live_traffic_has_not_brought_since()
    {
        var id = app.OpenPhone.CustomerTexts(Customer, "Is there parking?").Id;
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 1);
        var import = await app.ImportAsync(new Export()
            .Ask(Customer, "Is there parking?", start, id).Answer(Customer, "Behind the building.", start.AddMinutes(2))
            .Ask("+15555550142", "STOP", start).Ask("+15555550143", "Hello?", start.AddMinutes(5), "AClive"));
        app.OpenPhone.CustomerTexts("+15555550143", "Hello?", new TextDetails { MessageId = "AClive" });
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_execution_history") == 2);

        await app.Admin.PostJsonAsync($"api/imports/{Count(import, "id")}/rollback", null, HttpStatusCode.Accepted);
        var state = await app.AtRestAsync(import);

        Assert.Equal("rolled_back", state.GetProperty("status").GetString());
        Assert.Equal(2, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages"));
        Assert.Equal(2, await app.ScalarAsync<long>("SELECT count(*) FROM conversations"));
        Assert.True(await app.ScalarAsync<bool>("SELECT is_opted_out FROM opt_outs WHERE customer_phone = '+15555550142'"));
        Assert.Equal(["import.rolled_back", "import.started"], await ActionsAsync());
        await app.Admin.PostJsonAsync($"api/imports/{Count(import, "id")}/rollback", null, HttpStatusCode.Conflict);
        await app.Admin.PostJsonAsync("api/imports/999/cancel", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_cancelled_import_brings_in_nothing_more()
    {
        await using var other = await app.Psql.OpenConnectionAsync();
        await using var hold = new Npgsql.NpgsqlCommand("SELECT pg_advisory_lock(hashtext('imports'), 1)", other);
        await hold.ExecuteNonQueryAsync();
        var import = await app.UploadAsync(new Export().Ask(Customer, "Is there parking?", start).ToString());

        var state = await app.Admin.PostJsonAsync($"api/imports/{Count(import, "id")}/cancel", null, HttpStatusCode.Accepted);
        await other.CloseAsync();
        await app.Services.GetRequiredService<ImportRunner>().WorkAsync(new ImportWork(Count(import, "id")), CancellationToken.None);

        Assert.Equal("cancelled", state.GetProperty("status").GetString());
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages"));
        Assert.Empty(app.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ImportFiles.Container).GetBlobs());
        await app.Admin.PostJsonAsync($"api/imports/{Count(import, "id")}/cancel", null, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Contacts_name_people_unless_an_event_has_told_of_them()
    {
        await app.DeliverAsync(Event.Contact("contact.updated", "CT2", "Robin", app.Clock.GetUtcNow(), "+15555550124"));
        await app.ProcessedAsync(1);

        var import = await app.AtRestAsync(await app.UploadAsync("""
            id,userId,firstName,lastName,company,sharedWith,phone_number_1,email_1
            CT1,US1,Jane,Smith,,,+15555550123,jane@example.com
            CT2,US1,Wrong,,,,+15555550124,
            """));

        Assert.Equal(("contacts", "finished", 1), (import.GetProperty("source").GetString(), import.GetProperty("status").GetString(), (int)Count(import, "rows_added")));
        Assert.Equal("Jane Smith", await app.ScalarAsync<string>("SELECT contact_name('+15555550123')"));
        Assert.Equal("Robin", await app.ScalarAsync<string>("SELECT contact_name('+15555550124')"));
    }

    [Fact]
    public async Task Users_name_the_people_who_answered()
    {
        app.OpenPhone.CustomerTexts(Customer, "Is there parking?");
        app.OpenPhone.OperatorTexts(Customer, "Yes, behind the building.", "USstaff002");
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples") == 1);

        var import = await app.AtRestAsync(await app.UploadAsync("""
            id,email,firstName,lastName,role
            USstaff002,sam@example.com,Sam,Reed,member
            USstaff003,,,,member
            """));

        Assert.Equal(("users", "finished", 1, 1), (import.GetProperty("source").GetString(), import.GetProperty("status").GetString(), (int)Count(import, "rows_added"), (int)Count(import, "rows_bad")));
        var conversation = await app.Operator.GetJsonAsync($"api/conversations/{await app.ScalarAsync<long>("SELECT id FROM conversations")}");
        Assert.Equal([null, "Sam Reed"], conversation.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("user_name").GetString()));
        Assert.Equal("Sam Reed", (await app.Operator.GetJsonAsync("api/examples")).GetProperty("items")[0].GetProperty("operator").GetString());
        await app.Admin.PostJsonAsync($"api/imports/{Count(import, "id")}/rollback", null, HttpStatusCode.Accepted);
        await app.AtRestAsync(import);
        Assert.Equal("USstaff002", (await app.Operator.GetJsonAsync("api/examples")).GetProperty("items")[0].GetProperty("operator").GetString());
    }

    [Fact]
    public async Task Who_is_to_be_forgotten_while_a_file_is_loading_is_not_brought_back()
    {
        await using var other = await app.Psql.OpenConnectionAsync();
        await using var hold = new Npgsql.NpgsqlCommand("SELECT pg_advisory_lock(hashtext('imports'), 1)", other);
        await hold.ExecuteNonQueryAsync();
        var import = await app.UploadAsync(new Export().Ask(Customer, "Zebedee here", start).ToString());

        await app.Admin.SendJsonAsync(HttpMethod.Delete, $"api/customers/{Uri.EscapeDataString(Customer)}", null, HttpStatusCode.OK);

        var state = await app.AtRestAsync(import);
        Assert.Equal("cancelled", state.GetProperty("status").GetString());
        Assert.Contains("forgotten", state.GetProperty("stopped_because").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages"));
        Assert.Empty(app.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient(ImportFiles.Container).GetBlobs());
    }

    private static long Count(JsonElement import, string name) => import.GetProperty(name).GetInt64();

    private async Task<IEnumerable<string>> ActionsAsync() =>
        (await app.ScalarAsync<string[]>("SELECT array_agg(action ORDER BY action) FROM audit_log WHERE action LIKE 'import.%'"))!;
}
