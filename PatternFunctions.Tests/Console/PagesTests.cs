using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>Every page on a desk and on a phone, by day and by night.</summary>
[Collection(ConsoleTests.Name)]
public sealed class PagesTests(ConsoleApp stack)
{
    [Fact]
    public async Task Every_page_is_light_usable_by_everybody_and_pictured()
    {
        await FillAsync();
        var item = await stack.App.ScalarAsync<long>("SELECT max(id) FROM pattern_execution_queue WHERE status = 'pending'");
        var conversation = await stack.App.ScalarAsync<long>("SELECT id FROM conversations WHERE customer_phone = $1", Club.Maya);
        List<string?> complaints = [];
        foreach (var (name, path) in new[]
        {
            ("queue", ""), ("question", $"queue/{item}"), ("activity", "activity"), ("conversation", $"conversations/{conversation}"),
            ("patterns", "patterns"), ("pattern", "patterns/2"), ("pattern-new", "patterns/new"), ("try", "try"), ("insights", "insights"), ("settings", "settings"), ("keys", "keys"), ("audit", "audit"), ("dead-letters", "dead-letters"), ("start", "start"), ("menu", "menu"), ("not-found", "nowhere"),
        })
        {
            foreach (var (form, onPhone, dark) in Forms())
            {
                var page = await stack.OpenAsync(path, onPhone: onPhone, dark: dark);
                complaints.Add(await Look.AtAsync(stack, page, $"{name}-{form}"));
                await page.CloseAsync();
            }
        }

        Assert.True(complaints.All(complaint => complaint is null), string.Join('\n', complaints.OfType<string>()));
    }

    /// <summary>Each size and each theme; for somebody who wants to look, each with each.</summary>
    private static IEnumerable<(string Name, bool OnPhone, bool Dark)> Forms() => Look.IsAskedFor
        ? [("desktop-light", false, false), ("desktop-dark", false, true), ("phone-light", true, false), ("phone-dark", true, true)]
        : [("desktop-light", false, false), ("phone-dark", true, true)];

    private async Task FillAsync()
    {
        var (app, club) = (stack.App, stack.Club);
        await club.TextsAsync(Club.Priya, Club.Hours);
        await app.SetAsync("auto_send_delay_seconds", "900");
        await club.TextsAsync(Club.Stranger, "Hi, do you have left handed clubs there?");
        await club.TextsAsync(Club.Hostile, "I want to talk to the manager about <b>this</b>, " + new string('W', 90));
        await club.TextsAsync(Club.Luis, Club.Cancelling);
        await club.TextsAsync(Club.Tom, Club.Hours);
        var dress = await club.TextsAsync(Club.Maya, Club.DressCode);
        await app.Operator.PostJsonAsync($"api/queue/{dress}/modify", new { response = "No dress code at all! Just wear clean shoes with soft soles, please." });
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM conversation_messages m JOIN conversations c ON c.id = m.conversation_id WHERE c.customer_phone = $1 AND m.sender = 'automation')", Club.Maya));
        await club.TextsAsync(Club.Maya, Club.GiftCards);
        await app.SetAsync("auto_send_delay_seconds", "0");
    }
}
