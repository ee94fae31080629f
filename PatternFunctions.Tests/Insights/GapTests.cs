using Npgsql;
using PatternFunctions.Insights;
using PatternFunctions.Matching;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Insights;

public sealed class GapTests
{
    private const string Clubs = "Do you rent clubs?";
    private const string Lockers = "Do you have lockers?";

    [Fact]
    public async Task What_a_pattern_answers_by_now_is_no_gap_any_more()
    {
        await using var database = await TestDatabase.CreateMigratedAsync();
        await using var data = NpgsqlDataSource.Create(database.ConnectionString);
        await data.Command("""
            WITH place AS (
                INSERT INTO conversations (phone_number_id, participants, customer_phone, created_at) VALUES ('PN1', '+15555550101', '+15555550101', now()) RETURNING id
            )
            INSERT INTO pattern_execution_history (message_id, conversation_id, customer_message, match_kind, decision_confidence, execution_mode, would_mode, outcome, reasons, created_at)
            SELECT 'AC' || n, id, question, 'none', 0, 'shadow', 'shadow', 'observed', '{}', now() FROM place, unnest($1::text[]) WITH ORDINALITY AS asked (question, n)
            """, (object)new[] { Clubs, Lockers }).ExecuteAsync(CancellationToken.None);
        Assert.Equal([Clubs, Lockers], await GapsAsync(data));

        await data.Command("INSERT INTO decision_patterns (pattern_type, pattern_signature, trigger_text, response_template) VALUES ('faq', $1, $2, 'Yes.')", PatternSignature.Of(Clubs), Clubs)
            .ExecuteAsync(CancellationToken.None);
        Assert.Equal([Lockers], await GapsAsync(data));

        await data.Command("UPDATE decision_patterns SET deleted_at = now()").ExecuteAsync(CancellationToken.None);
        Assert.Equal([Clubs, Lockers], await GapsAsync(data));
    }

    private static async Task<IEnumerable<string>> GapsAsync(NpgsqlDataSource data)
    {
        var span = InsightsSpan.UpTo(TimeProvider.System.GetUtcNow(), InsightsSpan.UsualDays, TimeZoneInfo.Utc);
        var details = await new InsightsTables(data, new PastFigures(data), TimeProvider.System).ReadAsync(span, CancellationToken.None);
        return details.Unanswered.Select(group => group.Example).Order(StringComparer.Ordinal).Reverse();
    }
}
