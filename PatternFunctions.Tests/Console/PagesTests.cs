using Microsoft.Playwright;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>Every page on a desk and on a phone, by day and by night.</summary>
[Collection(ConsoleTests.Name)]
public sealed class PagesTests(ConsoleApp stack)
{
    /// <summary>Pages at once: as many as there is something to wait for.</summary>
    private const int Together = 3;

    [Fact]
    public async Task Every_page_is_light_usable_by_everybody_at_any_width_and_pictured()
    {
        await FillAsync();
        List<string?> complaints = [];
        await Parallel.ForEachAsync(await PagesAsync(), new ParallelOptions { MaxDegreeOfParallelism = Together }, async (entry, _) =>
        {
            var (name, path) = entry;
            List<string?> found = [];
            var (desk, size) = await stack.OpenMeasuredAsync(path);
            found.Add(await Look.AtDeskAsync(stack, desk, name, size));
            if (!Look.IsAskedFor)
            {
                // A phone's window and the other theme, without asking for the page once more.
                await desk.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                await desk.SetViewportSizeAsync(ConsoleApp.Phone.Width, ConsoleApp.Phone.Height);
                found.Add(await Look.AtAsync(stack, desk, $"{name}-phone-dark"));
            }

            await desk.Context.CloseAsync();
            foreach (var (form, onPhone, dark) in Forms())
            {
                var page = await stack.OpenAsync(path, onPhone: onPhone, dark: dark);
                found.Add(await Look.AtAsync(stack, page, $"{name}-{form}"));
                await page.Context.CloseAsync();
            }

            lock (complaints)
            {
                complaints.AddRange(found);
            }
        });

        Assert.True(complaints.All(complaint => complaint is null), string.Join('\n', complaints.OfType<string>()));
    }

    /// <summary>Nobody reads it all: it may be larger than a page for people at work.</summary>
    [Fact]
    public async Task The_reference_of_the_API_is_usable_by_everybody_at_any_width()
    {
        var page = await stack.OpenAsync("../api/reference");
        var desk = await Look.AtDeskAsync(stack, page, "reference", size: 0);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.SetViewportSizeAsync(ConsoleApp.Phone.Width, ConsoleApp.Phone.Height);
        var phone = await Look.AtAsync(stack, page, "reference-phone-dark");
        await page.Context.CloseAsync();

        Assert.Null(desk);
        Assert.Null(phone);
    }

    /// <summary>For somebody who wants to look: beside the desk by day, each size with each theme.</summary>
    private static IEnumerable<(string Name, bool OnPhone, bool Dark)> Forms() => Look.IsAskedFor
        ? [("desktop-dark", false, true), ("phone-light", true, false), ("phone-dark", true, true)]
        : [];

    private async Task<IReadOnlyList<(string Name, string Path)>> PagesAsync()
    {
        var item = await stack.App.ScalarAsync<long>("SELECT max(id) FROM pattern_execution_queue WHERE status = 'pending'");
        var hostile = await stack.App.ScalarAsync<long>("SELECT id FROM conversations WHERE customer_phone = $1", Club.Hostile);
        var conversation = await stack.App.ScalarAsync<long>("SELECT id FROM conversations WHERE customer_phone = $1", Club.Maya);
        var (done, waiting) = (stack.Club.FinishedImport, stack.Club.WaitingImport);
        var staged = await stack.App.ScalarAsync<long>("SELECT id FROM import_staging WHERE import_id = $1 AND status = 'pending' ORDER BY pairs DESC LIMIT 1", done);
        var letter = await stack.App.ScalarAsync<long>("SELECT min(id) FROM dead_letters");
        return
        [
            ("queue", ""), ("question", $"queue/{item}"), ("activity", "activity"), ("conversation", $"conversations/{conversation}"), ("conversation-hostile", $"conversations/{hostile}"),
            ("patterns", "patterns"), ("patterns-to-decide", "patterns?state=proposals"), ("patterns-none", "patterns?text=nothing+like+it"), ("pattern", "patterns/2"), ("pattern-similar", "patterns/4"),
            ("pattern-new", "patterns/new"), ("merge", "patterns/4/merge"), ("merge-compare", "patterns/4/merge?into=3"), ("try", "try"), ("insights", "insights"),
            ("shadow", "insights/shadow"), ("imports", "imports"), ("import", $"imports/{done}"), ("import-waiting", $"imports/{waiting}"), ("staging", $"imports/{done}/staging"),
            ("staged", $"imports/{done}/staging/{staged}"), ("report", $"imports/{done}/report?questions=500"), ("facts", "facts"), ("fact-edit", "facts?edit=opening_hours"),
            ("settings", "settings"), ("keys", "keys"), ("audit", "audit"), ("dead-letters", "dead-letters"), ("dead-letter", $"dead-letters/{letter}"), ("start", "start"), ("menu", "menu"),
            ("not-found", "nowhere"), ("activity-none", "activity?outcome=failed"), ("insights-none", "insights?from=2020-01-01&until=2020-01-31"),
        ];
    }

    private async Task FillAsync()
    {
        var (app, club) = (stack.App, stack.Club);
        await club.ImportAsync();
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
        await app.SqlAsync("INSERT INTO dead_letters (queue, body, reason, created_at) VALUES ('openphone-events', '{\"type\":\"message.received\"}'::bytea, 'The event has no data.', $1)", app.Clock.GetUtcNow().AddHours(-3));
        await app.SetAsync("auto_send_delay_seconds", "0");
    }
}
