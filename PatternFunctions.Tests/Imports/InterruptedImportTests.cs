using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Imports;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Imports;

/// <summary>An import whose worker dies again and again ends in the same tables as one that is left alone.</summary>
public sealed class InterruptedImportTests
{
    private static readonly (int Exchanges, int Deaths) size = LongTests.AreAsked ? (60_000, 40) : (1_900, 10);

    private const string Tables = """
        SELECT array_agg(row::text ORDER BY row::text) FROM (
            SELECT 'message', m.id, c.phone_number_id, c.participants, m.sender, m.text, m.sent_at::text
            FROM conversation_messages m JOIN conversations c ON c.id = m.conversation_id
            UNION ALL
            SELECT 'pair', e.question_message_id, e.answer_message_id, e.status, e.reason, e.customer_message, leader.question_message_id
            FROM pattern_learning_examples e
            LEFT JOIN import_staging s ON s.id = e.staging_id
            LEFT JOIN pattern_learning_examples leader ON leader.id = s.typical_id
            UNION ALL
            SELECT 'group', s.status, s.trigger_text, s.response_template, s.pairs::text, s.alike::text, s.reason FROM import_staging s
            UNION ALL
            SELECT 'bad', p.line::text, p.reason, NULL, NULL, NULL, NULL FROM import_problems p
            UNION ALL
            SELECT 'import', i.status, i.rows_read::text, i.rows_added::text, i.rows_bad::text, i.pairs::text, i.groups::text FROM imports i
            UNION ALL
            SELECT 'stop', o.customer_phone, o.is_opted_out::text, NULL, NULL, NULL, NULL FROM opt_outs o
        ) row
        """;

    [Fact]
    public async Task A_worker_that_dies_at_any_moment_is_followed_by_another_who_ends_in_the_same_tables()
    {
        var quiet = await ImportAsync(deaths: 0);
        var restless = await ImportAsync(size.Deaths);

        Assert.Empty(quiet.Except(restless).Concat(restless.Except(quiet)).Take(20));
        Assert.Equal(quiet.Length, restless.Length);
    }

    private static async Task<string[]> ImportAsync(int deaths)
    {
        await using var app = await TestApp.StartAsync();
        // Its own worker is kept away by whoever has the import first; here that is the test.
        await using var keeper = await app.Psql.OpenConnectionAsync();
        await keeper.Command("SELECT pg_advisory_lock(hashtext('imports'), 1)").ExecuteAsync(CancellationToken.None);
        var import = await app.UploadAsync(History(new DateTimeOffset(2025, 8, 14, 9, 0, 0, TimeSpan.Zero)));
        await keeper.CloseAsync();
        var random = new Random(20_260_302);
        await WorkAsync(app, random, deaths, "waiting");
        await app.SqlAsync("UPDATE imports SET status = 'running', phase = 'analysing', position = '', done = 0");
        await WorkAsync(app, random, deaths, "finished");
        return (await app.ScalarAsync<string[]>(Tables))!;
    }

    private static async Task WorkAsync(TestApp app, Random random, int deaths, string until)
    {
        for (var death = 0; await app.ScalarAsync<string>("SELECT status FROM imports") != until; death++)
        {
            using var life = new CancellationTokenSource();
            var work = app.Services.GetRequiredService<ImportRunner>().WorkAsync(new ImportWork(1), life.Token);
            if (death < deaths)
            {
                await Task.WhenAny(work, Task.Delay(random.Next(150)));
                await life.CancelAsync();
            }

            await work.ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private static string History(DateTimeOffset start)
    {
        var export = new Export();
        var random = new Random(1);
        string[] things = ["club", "glove", "bay", "shoe", "cart", "locker", "towel", "lesson", "ball", "simulator", "snack", "beer"];
        for (var number = 0; number < size.Exchanges; number++)
        {
            var customer = string.Create(CultureInfo.InvariantCulture, $"+1555555{random.Next(900):0000}");
            var at = start.AddMinutes(number * 4);
            var thing = things[random.Next(things.Length)];
            export.Ask(customer, random.Next(50) == 0 ? "STOP" : $"Do you have a {thing} for rent{(random.Next(2) == 0 ? "?" : " today")}", at)
                .Answer(customer, $"Yes, each {thing} is for rent at the front desk.", at.AddMinutes(2));
            if (number % 997 == 0)
            {
                export.Row("AC,CN,hi,soon,+15555550100,+15555550123,incoming,later");
            }
        }

        return export.ToString();
    }
}
