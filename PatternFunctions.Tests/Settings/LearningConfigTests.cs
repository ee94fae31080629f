using PatternFunctions.Settings;

namespace PatternFunctions.Tests.Settings;

public class LearningConfigTests
{
    [Fact]
    public void An_empty_table_gives_the_defaults_of_the_mission()
    {
        var config = LearningConfig.Defaults;

        Assert.False(config.Enabled);
        Assert.True(config.ShadowMode);
        Assert.False(config.KillSwitch);
        Assert.Equal(0.95m, config.AutoExecuteThreshold);
        Assert.Equal(0.75m, config.SuggestThreshold);
        Assert.Equal(0.50m, config.QueueThreshold);
        Assert.Equal(20, config.MinExecutionsForAuto);
        Assert.Equal(0.15m, config.ConfidenceApproved);
        Assert.Equal(0.10m, config.ConfidenceModified);
        Assert.Equal(0.20m, config.ConfidenceRejected);
        Assert.Equal(0.01m, config.ConfidenceDecayDaily);
        Assert.Equal(["faq", "hours", "gift_cards"], config.LowRiskTypes);
        Assert.Equal(TimeSpan.FromSeconds(20), config.AutoSendDelay);
        Assert.Equal(TimeSpan.FromSeconds(5), config.ApprovedSendDelay);
        Assert.Equal(TimeSpan.FromMinutes(240), config.Takeover);
        Assert.Null(config.QuietHours);
        Assert.Empty(config.Problems);
    }

    [Fact]
    public void Every_default_and_every_safe_value_can_be_used()
    {
        foreach (var definition in ConfigDefinitions.All)
        {
            Assert.Null(definition.Check(definition.Default));
            Assert.Null(definition.Check(definition.Safe));
        }
    }

    [Fact]
    public void A_change_by_plain_sql_takes_effect()
    {
        Assert.Equal(0.85m, Read("auto_execute_threshold", "0.85").AutoExecuteThreshold);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("maybe")]
    [InlineData("2")]
    public void An_unreadable_switch_is_on_the_safe_side(string? text)
    {
        Assert.False(Read("enabled", text).Enabled);
        Assert.True(Read("shadow_mode", text).ShadowMode);
        Assert.True(Read("kill_switch", text).KillSwitch);
        Assert.Equal("enabled", Assert.Single(Read("enabled", text).Problems).Key);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("TRUE")]
    [InlineData(" on ")]
    [InlineData("yes")]
    [InlineData("t")]
    [InlineData("1")]
    public void A_switch_is_read_in_every_usual_spelling(string text)
    {
        Assert.True(Read("enabled", text).Enabled);
    }

    [Theory]
    [InlineData("0,85")]
    [InlineData("85")]
    [InlineData("-0.1")]
    [InlineData("1.0001")]
    [InlineData("NaN")]
    [InlineData("1e-1")]
    [InlineData("99999999999999999999999999999999")]
    [InlineData(null)]
    public void An_unusable_threshold_closes_automatic_replies(string? text)
    {
        var config = Read("auto_execute_threshold", text);

        Assert.Equal(1m, config.AutoExecuteThreshold);
        Assert.Equal(new ConfigProblem("auto_execute_threshold", config.Problems[0].Reason, "1"), Assert.Single(config.Problems));
    }

    [Theory]
    [InlineData("19.5")]
    [InlineData("0")]
    [InlineData("many")]
    public void An_unusable_count_closes_automatic_replies(string text)
    {
        Assert.Equal(100_000, Read("min_executions_for_auto", text).MinExecutionsForAuto);
        Assert.Equal(0, Read("max_auto_replies_per_hour", "-1").MaxAutoRepliesPerHour);
    }

    [Fact]
    public void A_higher_tier_is_never_easier_to_reach_than_a_lower_one()
    {
        var config = LearningConfig.From(new Dictionary<string, string?>
        {
            ["auto_execute_threshold"] = "0.60",
            ["suggest_threshold"] = "0.40",
        });

        Assert.Equal((0.50m, 0.50m, 0.60m), (config.QueueThreshold, config.SuggestThreshold, config.AutoExecuteThreshold));
        Assert.Equal("suggest_threshold", Assert.Single(config.Problems).Key);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("faq", 1)]
    [InlineData(" faq , hours;access\nbooking,, ", 4)]
    public void A_list_is_split_at_commas_semicolons_and_lines(string text, int entries)
    {
        Assert.Equal(entries, Read("low_risk_types", text).LowRiskTypes.Count);
    }

    [Theory]
    [InlineData("off", null)]
    [InlineData("", null)]
    [InlineData("21:00-08:00", "21:00-08:00")]
    [InlineData("9:30 - 17:00", "09:30-17:00")]
    [InlineData("00:00-24:00", "00:00-00:00")]
    [InlineData("late", "00:00-00:00")]
    [InlineData("21-8", "00:00-00:00")]
    [InlineData("25:00-08:00", "00:00-00:00")]
    public void Unreadable_quiet_hours_are_the_whole_day(string text, string? expected)
    {
        Assert.Equal(expected, Read("quiet_hours", text).QuietHours?.ToString());
    }

    [Fact]
    public void A_time_zone_is_an_iana_name()
    {
        Assert.Equal("America/New_York", Read("time_zone", "America/New_York").TimeZone.Id);
        Assert.Equal("time_zone", Assert.Single(Read("time_zone", "Middle/Earth").Problems).Key);
    }

    [Fact]
    public void No_text_in_any_key_makes_it_throw()
    {
        string?[] texts = [null, "", " ", "\0", "-", "NaN", "∞", new string('9', 500), new string('x', 10_000), "1", "-1", "0.5", "true", "24:00-24:00"];

        foreach (var text in texts)
        {
            var config = LearningConfig.From(ConfigDefinitions.All.ToDictionary(definition => definition.Key, _ => text));

            Assert.InRange(config.AutoExecuteThreshold, config.SuggestThreshold, 1);
            Assert.InRange(config.SuggestThreshold, config.QueueThreshold, 1);
        }
    }

    private static LearningConfig Read(string key, string? text) =>
        LearningConfig.From(new Dictionary<string, string?> { [key] = text });
}
