using System.Globalization;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Imports;

/// <summary>A long history, and everything that an import of it leaves behind.</summary>
internal static class ImportedTables
{
    private const string Query = """
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
            SELECT 'import', i.status, i.rows_read::text, i.rows_added::text, i.rows_bad::text, i.pairs::text, i.groups::text || ' ' || i.estimated_usd FROM imports i
            UNION ALL
            SELECT 'stop', o.customer_phone, o.is_opted_out::text, NULL, NULL, NULL, NULL FROM opt_outs o
        ) row
        """;

    public static async Task<string[]> ReadAsync(NpgsqlDataSource data) => (await data.Command(Query).ScalarAsync<string[]>(CancellationToken.None))!;

    /// <summary>The same in every line.</summary>
    public static void Equal(string[] expected, string[] actual)
    {
        Assert.Empty(expected.Except(actual).Concat(actual.Except(expected)).Take(20));
        Assert.Equal(expected.Length, actual.Length);
    }

    public static string History(DateTimeOffset start, int exchanges)
    {
        var export = new Export();
        var random = new Random(1);
        string[] things = ["club", "glove", "bay", "shoe", "cart", "locker", "towel", "lesson", "ball", "simulator", "snack", "beer"];
        for (var number = 0; number < exchanges; number++)
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
