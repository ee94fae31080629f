using System.Globalization;
using System.Net;
using System.Text.Json;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Imports;

public sealed class OpenPhoneImportTests : IAsyncLifetime
{
    /// <summary>More than a page of conversations in the long form: at ten requests a second, each one counts.</summary>
    private static readonly int customers = LongTests.AreAsked ? 104 : 8;

    private TestApp app = null!;

    /// <summary>Switched off, so that nothing of what is texted is kept before the import.</summary>
    public async Task InitializeAsync() => app = await TestApp.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Every_conversation_is_read_to_its_end_page_by_page()
    {
        for (var number = 0; number < 130; number++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(30));
            app.OpenPhone.CustomerTexts("+15555550141", string.Create(CultureInfo.InvariantCulture, $"Is bay {number} free?"));
            app.Clock.Advance(TimeSpan.FromSeconds(30));
            app.OpenPhone.OperatorTexts("+15555550141", "Yes, come in and use that bay.", "USstaff002");
        }

        for (var customer = 0; customer < customers; customer++)
        {
            app.OpenPhone.CustomerTexts(string.Create(CultureInfo.InvariantCulture, $"+1555556{customer:0000}"), "Hello?");
        }

        app.OpenPhone.OperatorTexts("+15555550142", "To both", details: new TextDetails { AlsoWith = ["+15555550143"] });
        app.OpenPhone.CustomerTexts("Anonymous", "Guess who");
        app.Clock.Advance(TimeSpan.FromSeconds(30));

        var state = await app.AtRestAsync(await app.Admin.PostJsonAsync("api/imports/openphone", new { }, HttpStatusCode.Accepted));

        Assert.Equal("waiting", state.GetProperty("status").GetString());
        Assert.Equal((customers + 261, customers + 261, 130), (Count(state, "rows_read"), Count(state, "rows_added"), Count(state, "pairs")));
        Assert.Equal(customers + 2, await app.ScalarAsync<long>("SELECT count(*) FROM conversations"));
        Assert.Equal(130, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples WHERE operator = 'USstaff002'"));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM conversation_messages WHERE processed_at IS NULL"));
    }

    [Fact]
    public async Task The_newer_api_brings_the_whole_workspace_page_by_page_and_the_same_messages()
    {
        for (var number = 0; number < 70; number++)
        {
            var customer = string.Create(CultureInfo.InvariantCulture, $"+1555556{number % 7:0000}");
            app.OpenPhone.CustomerTexts(customer, string.Create(CultureInfo.InvariantCulture, $"Is bay {number} free?"));
            app.Clock.Advance(TimeSpan.FromSeconds(30));
            app.OpenPhone.OperatorTexts(customer, "Yes, come in and use that bay.", "USstaff002");
            app.Clock.Advance(TimeSpan.FromHours(1));
        }

        app.OpenPhone.OperatorTexts("+15555550142", "To both", details: new TextDetails { AlsoWith = ["+15555550143"] });
        app.OpenPhone.CustomerTexts("+15555550142", "", new TextDetails { Media = [new MediaItem("https://example.com/a", "image/jpeg"), new MediaItem("https://example.com/b", "image/jpeg")] });
        app.Clock.Advance(TimeSpan.FromSeconds(30));
        var since = app.Clock.GetUtcNow().AddHours(-20);

        var part = await app.AtRestAsync(await app.Admin.PostJsonAsync("api/imports/openphone", new { since, api_version = "2026-03-30" }, HttpStatusCode.Accepted));
        var all = await app.AtRestAsync(await app.Admin.PostJsonAsync("api/imports/openphone", new { api_version = "2026-03-30" }, HttpStatusCode.Accepted));
        var older = await app.AtRestAsync(await app.Admin.PostJsonAsync("api/imports/openphone", new { api_version = "v1" }, HttpStatusCode.Accepted));

        Assert.Equal(40, Count(part, "rows_added"));
        Assert.Equal((142, 102, 40), (Count(all, "rows_read"), Count(all, "rows_added"), Count(all, "rows_known")));
        Assert.Equal((142, 0), (Count(older, "rows_read"), Count(older, "rows_added")));
        Assert.Equal(9, await app.ScalarAsync<long>("SELECT count(*) FROM conversations"));
        Assert.Equal(2, await app.ScalarAsync<long>("SELECT max(media_count)::bigint FROM conversation_messages"));
        Assert.Equal(70, await app.ScalarAsync<long>("SELECT count(*) FROM pattern_learning_examples WHERE operator = 'USstaff002'"));
        await app.Admin.PostJsonAsync("api/imports/openphone", new { api_version = "v2" }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Only_the_time_that_is_asked_for_is_read_and_a_second_import_brings_the_rest_once()
    {
        app.OpenPhone.CustomerTexts("+15555550141", "First");
        app.Clock.Advance(TimeSpan.FromDays(1));
        var day = app.Clock.GetUtcNow();
        app.OpenPhone.CustomerTexts("+15555550141", "Second");
        app.Clock.Advance(TimeSpan.FromDays(1));
        app.OpenPhone.CustomerTexts("+15555550141", "Third");
        app.Clock.Advance(TimeSpan.FromDays(1));

        await app.Admin.PostJsonAsync("api/imports/openphone", new { since = day, until = day.AddDays(-1) }, HttpStatusCode.BadRequest);
        var middle = await app.AtRestAsync(await app.Admin.PostJsonAsync("api/imports/openphone", new { since = day.AddHours(-1), until = day.AddHours(1) }, HttpStatusCode.Accepted));
        var all = await app.AtRestAsync(await app.Admin.PostJsonAsync("api/imports/openphone", new { }, HttpStatusCode.Accepted));

        Assert.Equal(1, Count(middle, "rows_added"));
        Assert.Equal((2, 1), (Count(all, "rows_added"), Count(all, "rows_known")));
    }

    private static long Count(JsonElement import, string name) => import.GetProperty(name).GetInt64();
}
