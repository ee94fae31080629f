using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Imports;
using PatternFunctions.Insights;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Insights;

public sealed class PastFiguresTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private NpgsqlDataSource data = null!;
    private PastFigures figures = null!;
    private InsightsTables tables = null!;

    /// <summary>Each of them changes a past that has been counted.</summary>
    public static TheoryData<string> Changes { get; } =
    [
        "INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at) SELECT 'late', h.conversation_id, 'outgoing', 'operator', 'Yes.', 'delivered', q.sent_at + interval '1 second', now() FROM pattern_execution_history h JOIN conversation_messages q ON q.id = h.message_id WHERE h.id = 300",
        "UPDATE conversation_messages SET sender = 'system' WHERE sender = 'operator' AND sent_at < now() - interval '6 days'",
        "UPDATE conversation_messages SET sent_at = sent_at - interval '3 seconds' WHERE sender = 'automation' AND sent_at < now() - interval '6 days'",
        "DELETE FROM conversation_messages WHERE sent_at < now() - interval '8 days'",
        "DELETE FROM conversations WHERE id = 3",
        "UPDATE pattern_execution_history SET outcome = 'contradicted', outcome_at = now() WHERE outcome = 'confirmed' AND created_at < now() - interval '9 days'",
        "UPDATE pattern_execution_history SET customer_message = '' WHERE created_at < now() - interval '9 days'",
        "DELETE FROM pattern_execution_history WHERE id % 5 = 0 AND created_at < now() - interval '5 days'",
        "DELETE FROM decision_patterns WHERE id = 2",
        "UPDATE pattern_execution_queue SET status = 'rejected' WHERE status = 'approved' AND decided_at < now() - interval '5 days'",
        "DELETE FROM pattern_execution_queue WHERE id % 4 = 0",
        "UPDATE outbound_replies SET openphone_message_id = NULL WHERE id % 3 = 0",
        "DELETE FROM outbound_replies WHERE id % 3 = 0",
        """
        INSERT INTO pattern_execution_history (pattern_id, message_id, conversation_id, customer_message, match_kind, match_probability, decision_confidence, execution_mode, would_mode, outcome, reasons, created_at)
        SELECT 1, 'late' || n, 1, 'Late?', 'signature', 0.93, 0.9, 'auto', 'auto', 'confirmed', '{}', now() - n * interval '1 day' FROM generate_series(1, 20) AS n
        """,
    ];

    private static ImportedMessage Answer { get; } = ImportedMessage.Of(new MessageEvent
    {
        EventId = "",
        Type = "import",
        OccurredAt = TimeProvider.System.GetUtcNow().AddDays(-9),
        MessageId = "imported",
        Direction = MessageDirection.Outgoing,
        Status = MessageStatus.Unknown,
        Text = "Yes.",
        From = "+15555550100",
        To = ["+15555550161"],
        SentAt = TimeProvider.System.GetUtcNow().AddDays(-9),
    });

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateMigratedAsync();
        data = NpgsqlDataSource.Create(database.ConnectionString);
        figures = new PastFigures(data);
        tables = new InsightsTables(data, figures, TimeProvider.System);
        await SqlAsync("""
            SELECT setseed(0.4711);
            INSERT INTO decision_patterns (pattern_type, pattern_signature, trigger_text, trigger_keywords, response_template, created_from)
            SELECT 'faq', md5('p' || n), 'Question ' || n, ARRAY['q'], 'Answer ' || n, 'operator' FROM generate_series(1, 70) AS n;
            INSERT INTO conversations (phone_number_id, participants, customer_phone, created_at)
            SELECT 'PN1', 'c' || n, '+1555' || n, now() FROM generate_series(1, 12) AS n;
            CREATE TEMP TABLE asked AS
            SELECT n, 1 + floor(random() * 12)::int AS conversation, now() - random() * interval '12 days' AS at, 1 + floor(70 * random() * random())::int AS pattern, random() AS how, random() AS probability
            FROM generate_series(1, 700) AS n;
            INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at)
            SELECT 'q' || n, conversation, 'incoming', 'customer', 'Question?', 'received', at, at FROM asked
            UNION ALL
            SELECT 'a' || n, conversation, 'outgoing', CASE WHEN how < 0.4 THEN 'automation' ELSE 'operator' END, 'Answer.', 'delivered', at + random() * random() * interval '30 hours', at
            FROM asked WHERE how < 0.8;
            INSERT INTO pattern_execution_history
                (pattern_id, message_id, conversation_id, customer_message, match_kind, match_probability, decision_confidence, execution_mode, would_mode, outcome, reasons, created_at)
            SELECT CASE WHEN how < 0.7 THEN pattern END, 'q' || n, conversation, (ARRAY['Do you rent CLUBS?', 'do you rent clubs', 'Dogs?  ', 'Is the screen of bay ' || n % 40 || ' broken?', ''])[1 + n % 5],
                   CASE WHEN how < 0.3 THEN 'signature' WHEN how < 0.7 THEN 'similarity' ELSE 'none' END, CASE WHEN how < 0.7 THEN probability END, 0.7,
                   (ARRAY['auto', 'suggest', 'queue', 'shadow'])[1 + n % 4], 'queue',
                   CASE n % 4 WHEN 0 THEN (ARRAY['sent', 'confirmed', 'contradicted'])[1 + n % 3] WHEN 3 THEN 'observed' ELSE (ARRAY['approved', 'modified', 'rejected', 'expired'])[1 + n % 7 % 4] END,
                   '{}', at + random() * interval '2 minutes'
            FROM asked;
            INSERT INTO pattern_execution_queue (execution_id, conversation_id, message_id, customer_message, kind, status, decided_by, decided_at, expires_at, created_at)
            SELECT id, conversation_id, message_id, customer_message, 'suggestion', outcome, CASE WHEN id % 6 > 0 THEN (ARRAY['robin', 'noor', 'alex'])[1 + id % 3] END,
                   created_at + random() * random() * interval '2 hours', now(), created_at
            FROM pattern_execution_history WHERE outcome IN ('approved', 'modified', 'rejected', 'expired');
            INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, status, openphone_message_id, due_at, created_at)
            SELECT id, conversation_id, (ARRAY['auto', 'approved', 'modified'])[1 + id % 3], 'Answer.', 'sent', 'a' || substr(message_id, 2), created_at, created_at
            FROM pattern_execution_history WHERE id % 4 > 0;
            DELETE FROM past_changes;
            """);
    }

    public async Task DisposeAsync()
    {
        await data.DisposeAsync();
        await database.DisposeAsync();
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("America/Chicago")]
    [InlineData("Asia/Kathmandu")]
    public async Task What_is_counted_in_two_parts_is_what_is_counted_at_once(string zone)
    {
        foreach (var span in Spans(zone))
        {
            var directly = Words(await CountedDirectly.ReadAsync(data, span));

            Assert.Equal(directly, Words(await tables.ReadAsync(span, CancellationToken.None)));
            Assert.Equal(directly, Words(await tables.ReadAsync(span, CancellationToken.None)));
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_change_of_the_past_is_seen_at_once(string change)
    {
        var span = Spans("America/Chicago")[0];
        var before = Words(await tables.ReadAsync(span, CancellationToken.None));

        await SqlAsync(change);

        var after = Words(await tables.ReadAsync(span, CancellationToken.None));
        Assert.Equal(Words(await CountedDirectly.ReadAsync(data, span)), after);
        Assert.NotEqual(before, after);
    }

    [Fact]
    public async Task An_import_notes_that_it_has_changed_the_past()
    {
        await SqlAsync("INSERT INTO imports (source, status, phase, since, until, created_by, created_at, updated_at, next_at) VALUES ('messages', 'running', 'loading', now(), now(), 'alex', now(), now(), now())");
        await using var connection = await data.OpenConnectionAsync();
        var config = await ConfigStore.ReadAsync(connection, CancellationToken.None);
        await using var step = await connection.BeginTransactionAsync();

        await new MessageLoader(connection, importId: 1).SaveAsync(step, [Answer], config, TimeProvider.System.GetUtcNow(), CancellationToken.None);

        await step.CommitAsync();
        Assert.Equal(1, await data.Command("SELECT count(*) FROM past_changes").ScalarAsync<long>(CancellationToken.None));
    }

    [Fact]
    public async Task The_past_is_counted_once_while_nothing_says_that_it_has_changed()
    {
        var span = Spans("UTC")[0];
        var before = await tables.ReadAsync(span, CancellationToken.None);

        await SqlAsync("SET session_replication_role = replica; DELETE FROM pattern_execution_history; RESET session_replication_role");

        var recent = span with { First = span.Last.AddDays(-2) };
        var after = await tables.ReadAsync(span, CancellationToken.None);
        Assert.Equal(before.Totals.Questions - before.Days.Where(day => day.Day >= recent.First.AddDays(-1)).Sum(day => day.Auto + day.Suggest + day.Queue + day.Shadow), after.Totals.Questions);
        Assert.Equal(0, (await tables.ReadAsync(recent, CancellationToken.None)).Totals.Questions);
    }

    [Fact]
    public async Task The_usual_past_is_counted_before_anybody_looks()
    {
        var clock = new RestingClock();
        using var refresh = new PastFiguresRefresh(figures, new ConfigStore(data), clock, NullLogger<PastFiguresRefresh>.Instance);
        await refresh.StartAsync(CancellationToken.None);
        await clock.Resting.WaitAsync(TimeSpan.FromMinutes(1));
        await refresh.StopAsync(CancellationToken.None);
        await SqlAsync("SET session_replication_role = replica; DELETE FROM pattern_execution_history; RESET session_replication_role");

        var zone = (await new ConfigStore(data).ReadAsync(CancellationToken.None)).TimeZone;
        var seen = await tables.ReadAsync(InsightsSpan.UpTo(TimeProvider.System.GetUtcNow(), InsightsSpan.UsualDays, zone), CancellationToken.None);

        Assert.InRange(seen.Totals.Questions, 1, 699);
    }

    [Fact]
    public async Task What_comes_and_changes_now_leaves_no_note()
    {
        await SqlAsync("""
            INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at)
            VALUES ('new', 1, 'incoming', 'customer', 'Hello?', 'received', now(), now());
            INSERT INTO pattern_execution_history (message_id, conversation_id, customer_message, match_kind, decision_confidence, execution_mode, would_mode, outcome, reasons, created_at)
            VALUES ('new', 1, 'Hello?', 'none', 0, 'shadow', 'shadow', 'observed', '{}', now());
            UPDATE pattern_execution_history SET outcome = 'confirmed' WHERE created_at > now() - interval '1 day';
            UPDATE pattern_execution_queue SET status = 'approved' WHERE decided_at > now() - interval '1 day';
            """);

        Assert.Equal(0, await data.Command("SELECT count(*) FROM past_changes").ScalarAsync<long>(CancellationToken.None));
    }

    /// <summary>All there is; without today; of the last days alone; long ago alone.</summary>
    private static InsightsSpan[] Spans(string zone)
    {
        var all = InsightsSpan.UpTo(TimeProvider.System.GetUtcNow(), 14, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return [all, all with { Last = all.Last.AddDays(-2) }, all with { First = all.Last.AddDays(-1) }, all with { First = all.First.AddDays(3), Last = all.First.AddDays(7) }];
    }

    /// <summary>Sums of fractions differ in their last digits by the order in which they were added up.</summary>
    private static string Words(InsightsDetails details)
    {
        var node = JsonSerializer.SerializeToNode(details with { FirstAnswers = [.. details.FirstAnswers.OrderBy(entry => entry.Way, StringComparer.Ordinal)], Waiting = [] })!;
        Round(node);
        return node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static void Round(JsonNode node)
    {
        foreach (var child in node switch { JsonArray array => array.ToList(), JsonObject entries => [.. entries.Select(entry => entry.Value)], _ => [] })
        {
            if (child is JsonValue value && value.GetValueKind() is JsonValueKind.Number)
            {
                value.ReplaceWith(value.GetValue<double>().ToString("F6", CultureInfo.InvariantCulture));
            }
            else if (child is not null)
            {
                Round(child);
            }
        }
    }

    private async Task SqlAsync(string sql)
    {
        await using var connection = await data.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class RestingClock : TimeProvider
    {
        private readonly TaskCompletionSource resting = new();

        public Task Resting => resting.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            resting.TrySetResult();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
