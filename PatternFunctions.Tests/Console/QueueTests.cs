using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PatternFunctions.Tests.WebConsole;

[Collection(ConsoleTests.Name)]
public sealed class QueueTests(ConsoleApp stack) : BrowserTest(stack)
{
    private const string Phone = "+15555550141";

    /// <summary>A browser without loudspeakers: the notes are counted.</summary>
    private const string CountNotes = """
        () => {
          window.notes = 0;
          window.AudioContext = class {
            currentTime = 0;
            resume() {}
            createOscillator() { window.notes++; return { frequency: {}, connect: (next) => next, start() {}, stop() {} }; }
            createGain() { return { gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} }, connect() {} }; }
          };
        }
        """;

    private const string Waiting = "Approved. Until it goes out you can undo it.";

    private static readonly Regex decided = new("[?&]done=");
    private static readonly Regex sentTo = new(@"^\s*Sent to \+1 555-555-01\d\d at \d\d:\d\d\.\s*$");

    [Fact]
    public async Task An_operator_approves_with_one_click_and_the_customer_gets_the_text()
    {
        var id = await Stack.Club.TextsAsync(Phone, Club.GiftCards);
        var page = await OpenAsync($"queue/{id}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Approve and send" }).ClickAsync();

        await Expect(page.Locator("#reply-notice")).ToContainTextAsync(sentTo);
        await ReceivedAsync(Phone, "Yes, we do! You can buy one at the front desk or on our website, from $25.");
        Assert.Equal("kim", await Stack.App.ScalarAsync<string>("SELECT decided_by FROM pattern_execution_queue WHERE id = $1", id));
    }

    [Fact]
    public async Task On_a_phone_without_script_an_operator_edits_and_sends()
    {
        var id = await Stack.Club.TextsAsync(Phone, Club.DressCode);
        var page = await OpenAsync("", onPhone: true, withScript: false);

        await page.Locator($"a[data-item='{id}']").ClickAsync();
        await page.Locator("summary", new() { HasText = "Edit" }).ClickAsync();
        await page.GetByLabel("Your words").FillAsync("No dress code at all,\njust clean shoes!");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send my words" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(decided);
        await ReceivedAsync(Phone, "No dress code at all,\njust clean shoes!");
        await Eventually.HoldsAsync(async () =>
            await Stack.App.ScalarAsync<bool>("SELECT r.status = 'sent' FROM outbound_replies r JOIN pattern_execution_queue q USING (execution_id) WHERE q.id = $1", id));
        await page.ReloadAsync();
        await Expect(page.Locator("#reply-notice")).ToContainTextAsync(sentTo);
    }

    [Fact]
    public async Task With_keys_alone_an_operator_finds_a_question_rejects_it_and_gives_a_reason()
    {
        var id = await Stack.Club.TextsAsync("+15555550142", Club.LeftHanded);
        await Stack.Club.TextsAsync("+15555550143", Club.DressCode);
        var page = await OpenAsync("");

        // Other questions may wait between the two.
        for (var presses = 0; !page.Url.EndsWith($"/queue/{id}#verdicts", StringComparison.Ordinal); presses++)
        {
            Assert.True(presses < 20, "j does not lead to the question.");
            var before = page.Url;
            await page.Keyboard.PressAsync("j");
            // Not for the event: it can pass unseen before anybody waits for it.
            await Expect(page).Not.ToHaveURLAsync(before);
            await page.WaitForFunctionAsync("document.readyState === 'complete'");
        }

        await page.Keyboard.PressAsync("r");
        await page.Keyboard.TypeAsync("all sets are lent");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("Rejected. Nothing was sent.")).ToBeVisibleAsync();
        Assert.Equal("all sets are lent", await Stack.App.ScalarAsync<string>("SELECT reason FROM pattern_execution_queue WHERE id = $1", id));
    }

    [Fact]
    public async Task A_new_question_shows_by_itself_in_the_title_and_by_a_sound_if_one_is_wanted()
    {
        var page = await OpenAsync("");
        await page.EvaluateAsync(CountNotes);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sound: off" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sound: on" })).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Equal(2, await page.EvaluateAsync<int>("notes"));
        var text = $"{Club.Screen}!";

        await Stack.Club.TextsAsync("+15555550144", text);

        await Expect(page.Locator(".inbox-text", new() { HasText = text })).ToBeVisibleAsync();
        await Expect(page).ToHaveTitleAsync(new Regex(@"^\(\d+\) Queue"));
        Assert.Equal(4, await page.EvaluateAsync<int>("notes"));
        await page.EvaluateAsync("localStorage.clear()");
    }

    [Fact]
    public async Task Two_operators_see_each_other_and_whoever_is_second_is_told_so()
    {
        var id = await Stack.Club.TextsAsync("+15555550145", Club.GiftCards);
        var kim = await OpenAsync($"queue/{id}", withScript: false);
        var lee = await OpenAsync($"queue/{id}", Stack.AdminKey);
        await Expect(lee.Locator("#question .viewers")).ToContainTextAsync("kim");

        await kim.GetByRole(AriaRole.Button, new() { Name = "Approve and send" }).ClickAsync();

        await Expect(lee.GetByText("kim was first and approved this reply.").First).ToBeVisibleAsync();
        var late = await OpenAsync($"queue/{id}", Stack.AdminKey, withScript: false);
        await Expect(late.GetByRole(AriaRole.Heading, new() { Name = "Approved" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_verdict_that_comes_second_is_a_sentence_and_not_a_code()
    {
        var id = await Stack.Club.TextsAsync("+15555550146", Club.GiftCards);
        var page = await OpenAsync($"queue/{id}", withScript: false);
        await Stack.App.Operator.PostJsonAsync($"api/queue/{id}/reject", new { reason = "no" });

        await page.GetByRole(AriaRole.Button, new() { Name = "Approve and send" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("sam was first and rejected this reply.");
    }

    [Fact]
    public async Task An_automatic_reply_counts_down_and_can_be_cancelled()
    {
        await Stack.App.SetAsync("auto_send_delay_seconds", "600");
        await Stack.Club.TextsAsync("+15555550147", Club.Hours);
        var page = await OpenAsync("");

        await Expect(page.Locator(".countdown").First).ToContainTextAsync(new Regex(@"\d+:\d\d"));
        await page.Locator(".under-way").GetByRole(AriaRole.Button).First.ClickAsync();

        await Expect(page.GetByText("Cancelled. The question is in the queue.")).ToBeVisibleAsync();
        await Stack.App.SetAsync("auto_send_delay_seconds", "0");
    }

    [Fact]
    public async Task An_approval_is_taken_back_with_a_key_and_the_question_waits_again()
    {
        await Stack.App.SetAsync("approved_send_delay_seconds", "60");
        var id = await Stack.Club.TextsAsync("+15555550149", Club.DressCode);
        var page = await OpenAsync($"queue/{id}");
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator(".under-way").GetByRole(AriaRole.Button, new() { Name = "Undo" })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("u");

        await Expect(page.GetByText("Taken back. The question waits again.")).ToBeVisibleAsync();
        await Expect(page.Locator($"a[data-item='{id}']")).ToBeVisibleAsync();
        Assert.DoesNotContain(Stack.App.OpenPhone.Workspace.Received, received => received.Phone == "+15555550149");
        await Stack.App.SetAsync("approved_send_delay_seconds", "0");
    }

    [Fact]
    public async Task An_approval_can_be_undone_until_it_says_when_it_was_sent()
    {
        await Stack.App.SetAsync("approved_send_delay_seconds", "4");
        var id = await Stack.Club.TextsAsync("+15555550150", Club.GiftCards);
        var page = await OpenAsync($"queue/{id}");

        await page.Keyboard.PressAsync("a");

        await Expect(page.Locator("#reply-notice")).ToContainTextAsync(Waiting);
        await Expect(page.Locator("#reply-notice")).ToContainTextAsync(sentTo);
        Assert.Contains(Stack.App.OpenPhone.Workspace.Received, received => received.Phone == "+15555550150");
        Assert.Null(await Look.AtAsync(Stack, page, "queue-sent-desktop-light"));
        await Stack.App.SetAsync("approved_send_delay_seconds", "0");
    }

    [Theory]
    [InlineData("+15555550151", true)]
    [InlineData("+15555550152", false)]
    public async Task An_approval_that_was_not_sent_says_why(string phone, bool withScript)
    {
        await Stack.App.SetAsync("approved_send_delay_seconds", "2");
        Stack.App.OpenPhone.FailNextSends(SendFault.DailyCapReached);
        var id = await Stack.Club.TextsAsync(phone, Club.GiftCards);
        var page = await OpenAsync($"queue/{id}", withScript: withScript);

        await page.GetByRole(AriaRole.Button, new() { Name = "Approve and send" }).ClickAsync();
        if (!withScript)
        {
            await Expect(page).ToHaveURLAsync(decided);
            await Eventually.HoldsAsync(async () =>
                await Stack.App.ScalarAsync<bool>("SELECT r.status = 'failed' FROM outbound_replies r JOIN pattern_execution_queue q USING (execution_id) WHERE q.id = $1", id));
            await page.ReloadAsync();
        }

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not sent: the carriers' limit of texts in a day is reached.");
        await Expect(page.GetByText(Waiting)).ToHaveCountAsync(0);
        Assert.Null(withScript ? await Look.AtAsync(Stack, page, "queue-not-sent-desktop-light") : null);
        await Stack.App.SetAsync("approved_send_delay_seconds", "0");
    }

    [Fact]
    public async Task In_a_long_conversation_on_a_phone_the_buttons_are_in_view_and_the_past_is_folded()
    {
        var id = await Stack.Club.TextsAsync("+15555550153", Club.GiftCards);
        await Stack.App.SqlAsync("""
            INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at)
            SELECT 'long' || n, q.conversation_id, 'outgoing', 'operator', repeat('We look forward to seeing you. ', 12), 'delivered', q.created_at - n * interval '1 hour', q.created_at
            FROM pattern_execution_queue q, generate_series(1, 9) AS n
            WHERE q.id = $1
            """, id);
        var page = await OpenAsync("", onPhone: true, withScript: false);

        await page.Locator($"a[data-item='{id}']").ClickAsync();

        var button = (await page.GetByRole(AriaRole.Button, new() { Name = "Approve and send" }).BoundingBoxAsync())!;
        Assert.InRange(button.Y, 0, ConsoleApp.Phone.Height - 60 - button.Height);
        await Expect(page.GetByText("7 earlier messages")).ToBeVisibleAsync();
        await page.GotoAsync(Stack.Url($"conversations/{await Stack.App.ScalarAsync<long>("SELECT conversation_id FROM pattern_execution_queue WHERE id = $1", id)}"));
        await Expect(page.Locator(".bubble:visible")).ToHaveCountAsync(4);
        await page.GetByText("6 earlier messages").ClickAsync();
        await Expect(page.Locator(".bubble:visible")).ToHaveCountAsync(10);
    }


    private Task ReceivedAsync(string phone, string text) => Eventually.HoldsAsync(() =>
        Stack.App.OpenPhone.Workspace.Received.Any(received => received.Phone == phone && received.Text == text));
}
