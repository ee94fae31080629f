using Microsoft.Playwright;
using PatternFunctions.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>What pages say is true, and is understood by somebody who has not read how it works.</summary>
[Collection(ConsoleTests.Name)]
public sealed class ReadingTests(ConsoleApp stack) : BrowserTest(stack)
{
    private const string Unmatched = "Where could I charge a unicycle";

    private IPage page = null!;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_condition_stands_on_one_line_with_its_sign(bool onPhone)
    {
        var phone = onPhone ? "+15555550181" : "+15555550182";
        await Stack.Club.TextsAsync(phone, Club.GiftCards);
        page = await OpenAsync($"conversations/{await ConversationAsync(phone)}", Stack.AdminKey, onPhone: onPhone, withScript: false);
        await page.GetByText("Why", new() { Exact = true }).Last.ClickAsync();

        var condition = page.Locator(".gates .shut").Last;
        await condition.WaitForAsync();
        var (sign, words) = (await condition.Locator("svg").BoundingBoxAsync(), await condition.Locator("> span").BoundingBoxAsync());

        Assert.True(sign!.X + sign.Width <= words!.X && sign.Y < words.Y + 20, $"The sign is at {sign.X}, {sign.Y}; the words at {words.X}, {words.Y}.");
    }

    [Fact]
    public async Task A_question_that_no_pattern_answers_waits_until_somebody_has_answered_and_says_who()
    {
        const string phone = "+15555550183";
        await Stack.Club.TextsAsync(phone, Unmatched);
        var id = await ConversationAsync(phone);
        page = await OpenAsync($"conversations/{id}", Stack.AdminKey, withScript: false);
        await Expect(page.Locator(".fate").Last).ToHaveTextAsync("no answer yet");
        await page.GotoAsync(Stack.Url("activity?outcome=unanswered"));
        await Expect(page.Locator("#activity li", new() { HasText = Unmatched })).ToContainTextAsync("no answer yet");

        await AnswerAsync(id);

        await page.ReloadAsync();
        await Expect(page.Locator("#activity").GetByText(Unmatched)).Not.ToBeVisibleAsync();
        await page.GotoAsync(Stack.Url($"conversations/{id}"));
        await Expect(page.Locator(".in .fate").Last).ToContainTextAsync("answered by Sam, ");
        await page.GotoAsync(Stack.Url("activity"));
        await Expect(page.Locator("#activity li", new() { HasText = Unmatched }).First).ToContainTextAsync("answered by Sam, ");
    }

    [Fact]
    public async Task An_empty_queue_tells_of_questions_that_are_in_no_queue()
    {
        const string phone = "+15555550184";
        await Stack.Club.TextsAsync(phone, "Where could I charge a submarine");
        await Stack.App.SqlAsync("UPDATE pattern_execution_queue SET status = 'cancelled', decided_at = now() WHERE status = 'pending'");

        page = await OpenAsync("", Stack.AdminKey, withScript: false);

        await Expect(page.Locator(".empty-title")).ToHaveTextAsync("Nothing to approve");
        await page.GetByText("without a proposal").ClickAsync();
        await Expect(page.Locator("#activity")).ToContainTextAsync("Where could I charge a submarine");
        await AnswerAsync(await ConversationAsync(phone));
    }

    [Fact]
    public async Task A_queue_with_questions_tells_of_those_that_are_in_no_queue_as_well()
    {
        const string phone = "+15555550188";
        await Stack.Club.TextsAsync(phone, "Where could I charge a hovercraft");
        await Stack.Club.TextsAsync("+15555550189", Club.GiftCards);

        page = await OpenAsync("", Stack.AdminKey, withScript: false);

        await Expect(page.Locator("#waiting .inbox-text", new() { HasText = Club.GiftCards }).First).ToBeVisibleAsync();
        await page.Locator("#waiting").GetByText("without a proposal").ClickAsync();
        await Expect(page.Locator("#activity")).ToContainTextAsync("Where could I charge a hovercraft");
        await AnswerAsync(await ConversationAsync(phone));
    }

    [Fact]
    public async Task Of_an_answered_question_the_activity_shows_the_reply_and_not_why_it_had_to_wait()
    {
        const string question = $"{Club.DressCode}!!";
        var id = await Stack.Club.TextsAsync("+15555550190", question);
        page = await OpenAsync("activity", Stack.AdminKey, withScript: false);
        var row = page.Locator("#activity li", new() { HasText = question });
        await Expect(row).ToContainTextAsync("but not automatically");

        await Stack.App.Operator.PostJsonAsync($"api/queue/{id}/approve", null);

        await page.ReloadAsync();
        await Expect(row).ToContainTextAsync("“No dress code! Please just wear clean shoes with soft soles.”");
        await Expect(row).Not.ToContainTextAsync("but not automatically");
    }

    [Fact]
    public async Task A_stop_reads_as_what_it_is_and_not_as_a_failure()
    {
        const string phone = "+15555550185";
        await Stack.Club.TextsAsync(phone, "STOP");
        await Stack.App.SqlAsync("UPDATE pattern_execution_history SET outcome = 'expired' WHERE conversation_id = (SELECT id FROM conversations WHERE customer_phone = $1)", phone);

        page = await OpenAsync("activity", Stack.AdminKey, withScript: false);

        var row = page.Locator("#activity li", new() { HasText = "STOP" }).First;
        await Expect(row).ToContainTextAsync("asked for no more texts · Nothing more is sent to them until they write START.");
        await Expect(row).Not.ToContainTextAsync("nobody decided");
    }

    [Fact]
    public async Task A_row_of_the_activity_leads_to_the_reason_of_that_very_message_and_back()
    {
        const string phone = "+15555550186";
        await Stack.Club.TextsAsync(phone, "Where could I charge a zeppelin");
        var execution = await Stack.App.ScalarAsync<long>("SELECT max(id) FROM pattern_execution_history WHERE customer_message = 'Where could I charge a zeppelin'");
        page = await OpenAsync("activity", Stack.AdminKey, withScript: false);

        // Anywhere in the row, also on the message itself.
        await page.Locator($"#question-{execution} .row-text").ClickAsync(new() { Force = true });

        var message = page.Locator($"#question-{execution}");
        await Expect(message).ToHaveClassAsync("in asked");
        await Expect(message.GetByText("Nothing known is like this question")).ToBeVisibleAsync();
        await Expect(message.Locator(".gates")).ToHaveCountAsync(0);
        await page.Locator(".crumb").GetByText("Activity").ClickAsync();
        await Expect(page.Locator($"#question-{execution}")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_never_switched_on_is_said_once()
    {
        page = await OpenAsync("try", Stack.AdminKey, withScript: false);
        await page.GetByLabel("Message", new() { Exact = true }).FillAsync(Club.GiftCards);
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain" }).ClickAsync();

        var shut = await page.Locator(".gates .shut").AllInnerTextsAsync();

        Assert.Single(shut, words => words.Contains("Nobody has switched this pattern on.", StringComparison.Ordinal));
        Assert.DoesNotContain(shut, words => words.Contains("confirmation", StringComparison.Ordinal) || words.Contains("not at", StringComparison.Ordinal));
        await Expect(page.Locator(".why-sentence")).ToHaveTextAsync("Suggest to an operator: confidence 1.00, but not automatically.");
        await page.GotoAsync(Stack.Url("activity"));
        await Expect(page.Locator("main")).Not.ToContainTextAsync("more)");
        await page.GotoAsync(Stack.Url(""));
        await Expect(page.Locator("main")).Not.ToContainTextAsync("more)");
    }

    [Fact]
    public async Task A_pattern_that_is_switched_on_too_early_says_everywhere_that_it_waits()
    {
        await Stack.App.SqlAsync("UPDATE decision_patterns SET is_active = true, auto_executable = true, requires_confirmation = false WHERE id = 3");
        page = await OpenAsync("patterns/3", Stack.AdminKey, withScript: false);

        await Expect(page.Locator(".page-head .chip").First).ToContainTextAsync("On, waiting: ");
        await Expect(page.GetByText("more approvals without an edit")).ToBeVisibleAsync();
        await page.GotoAsync(Stack.Url("patterns"));
        await Expect(page.Locator(".patterns li", new() { HasText = Club.DressCode }).Locator(".chip").First).ToContainTextAsync("On, waiting: ");
        await page.GotoAsync(Stack.Url("start"));
        await Expect(page.GetByText("Patterns that answer by themselves: 1.")).ToBeVisibleAsync();
        await Stack.App.SqlAsync("UPDATE decision_patterns SET is_active = false, auto_executable = false, requires_confirmation = true WHERE id = 3");
    }

    [Fact]
    public async Task What_can_never_answer_by_itself_says_so_before_it_is_switched_on()
    {
        await Stack.App.SqlAsync("UPDATE decision_patterns SET required_actions = '{check_date}' WHERE id = 6");
        page = await OpenAsync("patterns/6", Stack.AdminKey, withScript: false, onPhone: true);

        await page.Locator(".jump").ClickAsync();

        await Expect(page.Locator("section", new() { HasText = "May it answer by itself?" }).Last).ToContainTextAsync("It can never answer by itself, switched on or not");
        Assert.InRange((await page.Locator("#activation-title").BoundingBoxAsync())!.Y, 0, ConsoleApp.Phone.Height);
        await Stack.App.SqlAsync("UPDATE decision_patterns SET required_actions = '{}' WHERE id = 6");
    }

    [Fact]
    public async Task Tables_of_the_insights_show_all_their_columns_on_a_desk()
    {
        page = await OpenAsync("insights", Stack.AdminKey, withScript: false);

        var cut = await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll('.insights .scroll')].filter(table => table.scrollWidth > table.clientWidth).map(table => table.getAttribute('aria-label'))
            """);

        Assert.Empty(cut);
    }

    private Task<long> ConversationAsync(string phone) => Stack.App.ScalarAsync<long>("SELECT id FROM conversations WHERE customer_phone = $1", phone);

    /// <summary>Sam answers from OpenPhone, a minute later.</summary>
    private Task AnswerAsync(long conversation) => Stack.App.SqlAsync("""
        WITH person AS (
            INSERT INTO operators (openphone_id, name, updated_at, import_id) VALUES ('US-sam', 'Sam', now(), 0) ON CONFLICT DO NOTHING
        )
        INSERT INTO conversation_messages (id, conversation_id, direction, sender, user_id, text, status, sent_at, received_at, processed_at)
        SELECT 'answer-' || $1, $1, 'outgoing', 'operator', 'US-sam', 'By the door.', 'delivered', max(sent_at) + interval '1 minute', now(), now()
        FROM conversation_messages WHERE conversation_id = $1
        """, conversation);
}
