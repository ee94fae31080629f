using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Patterns;
using PatternFunctions.Replies;
using PatternFunctions.Settings;
using PatternFunctions.WebConsole.Settings;

namespace PatternFunctions.WebConsole;

/// <summary>The settings: shown with what they mean, and changed only after it was seen what the change does.</summary>
public sealed class SettingsSection(Pages pages, ConfigEditor editor, KillSwitch killSwitch) : IConsoleSection
{
    private const string Kill = "kill_switch";

    private static readonly (string Title, Func<string, bool> Holds)[] Groups =
    [
        (Texts.Settings_Answering, key => key is "auto_execute_threshold" or "suggest_threshold" or "queue_threshold" or "escalation_keywords"),
        (Texts.Settings_Proof, key => key.StartsWith("auto_m", StringComparison.Ordinal) || key is "min_executions_for_auto"),
        (Texts.Settings_Limits, key => key.StartsWith("max_auto", StringComparison.Ordinal) || key.StartsWith("quiet_", StringComparison.Ordinal)
            || key is "never_auto_topics" or "low_risk_types" or "automated_reply_suffix" or "time_zone"),
        (Texts.Settings_Confidence, key => key.StartsWith("confidence_", StringComparison.Ordinal)),
        (Texts.Settings_Timing, key => key.EndsWith("_seconds", StringComparison.Ordinal) || key.EndsWith("_minutes", StringComparison.Ordinal)),
        (Texts.Settings_Rest, _ => true),
    ];

    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("settings", ShowAsync, Role.Admin),
        ConsoleRoute.Post("settings/review", ReviewAsync, Role.Admin),
        ConsoleRoute.Post("settings/apply", ApplyAsync, Role.Admin),
        ConsoleRoute.Post("settings/kill-switch", SwitchAsync, Role.Admin),
    ];

    private async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        var config = await editor.ReadAsync(cancellationToken);
        bool IsOn(string key) => config.Items.First(setting => setting.Key == key).Value is "true";
        var left = config.Items.Where(setting => setting.Type is not "boolean").ToList();
        List<SettingGroup> groups = [];
        foreach (var (title, holds) in Groups)
        {
            groups.Add(new SettingGroup(title, [.. left.Where(setting => holds(setting.Key)).Select(RowOf)]));
            left.RemoveAll(setting => holds(setting.Key));
        }

        return await pages.ShowAsync<SettingsView, SettingsModel>(visit, new SettingsModel
        {
            IsEnabled = IsOn("enabled"),
            IsShadow = IsOn("shadow_mode"),
            IsStopped = IsOn(Kill),
            Groups = [.. groups.Where(group => group.Settings.Count > 0)],
            ETag = config.ETag,
        }, cancellationToken);
    }

    private async Task<IResult> ReviewAsync(Visit visit, CancellationToken cancellationToken)
    {
        var config = await editor.ReadAsync(cancellationToken);
        var request = RequestOf(visit, config);
        if (request.Values!.Count == 0)
        {
            visit.Problem = Texts.Settings_Same;
            return await ShowAsync(visit, cancellationToken);
        }

        var outcome = await editor.ChangeAsync(request, isPreview: true, visit.Form("etag"), visit.Caller, cancellationToken);
        if (outcome is not ConfigOutcome.Done { Change: var change })
        {
            visit.Problem = SentenceOf(outcome);
            return await ShowAsync(visit, cancellationToken);
        }

        var (before, after) = (change.Effect.Before, change.Effect.After);
        return await pages.ShowAsync<SettingsReviewView, SettingsReview>(visit, new SettingsReview
        {
            Changes = [.. config.Items.Where(setting => request.Values.ContainsKey(setting.Key)).Select(setting => new SettingChange(
                setting.Key, setting.Value, request.Values[setting.Key].GetString()!, setting.Description))],
            ETag = config.ETag,
            Effect = change.Effect.Sentence,
            Tiers =
            [
                new("auto", before.Auto, after.Auto), new("suggest", before.Suggest, after.Suggest), new("queue", before.Queue, after.Queue),
                new("shadow", before.Shadow, after.Shadow),
            ],
        }, cancellationToken);
    }

    private async Task<IResult> ApplyAsync(Visit visit, CancellationToken cancellationToken)
    {
        var request = RequestOf(visit, await editor.ReadAsync(cancellationToken)) with { Reason = visit.Form("reason") };
        visit.Problem = request.Values!.Count == 0 ? Texts.Settings_Same : Visit.ProblemOf(request);
        visit.Problem ??= SentenceOf(await editor.ChangeAsync(request, isPreview: false, visit.Form("etag"), visit.Caller, cancellationToken));
        return visit.Problem is null ? Pages.Done(visit, "settings", Notices.SettingsChanged) : await ShowAsync(visit, cancellationToken);
    }

    private async Task<IResult> SwitchAsync(Visit visit, CancellationToken cancellationToken)
    {
        // Stopping takes one click; letting go on takes two.
        var stop = visit.Form("on") is not "false";
        if (!stop && visit.Form("confirm") is not "yes")
        {
            visit.Problem = Texts.Switch_Unconfirmed;
            return await ShowAsync(visit, cancellationToken);
        }

        await killSwitch.SetAsync(stop, visit.Caller, cancellationToken);
        return Pages.Done(visit, "settings", stop ? Notices.Stopped : Notices.Allowed);
    }

    /// <summary>What is as it was is left out. The kill switch has a way of its own.</summary>
    private static ChangeConfigRequest RequestOf(Visit visit, ConfigState config) => new()
    {
        Values = (from field in visit.Fields
                  join setting in config.Items on field.Name equals setting.Key
                  where setting.Key is not Kill && field.Value != setting.Value
                  select (setting.Key, field.Value)).ToDictionary(entry => entry.Key, entry => JsonSerializer.SerializeToElement(entry.Value, SettingsText.Default.String)),
    };

    private static string? SentenceOf(ConfigOutcome outcome) => outcome switch
    {
        ConfigOutcome.Done => null,
        ConfigOutcome.NotValid { Errors: var errors } =>
            string.Join(' ', errors.Select(error => Words.Format(Texts.Settings_Invalid, TypeName.Of(error.Key), error.Value.FirstOrDefault()))),
        _ => Texts.Settings_Stale,
    };

    private static SettingRow RowOf(ConfigSetting setting) => new()
    {
        Key = setting.Key,
        Value = setting.Value,
        Type = setting.Type,
        Default = setting.Default,
        Min = setting.Min,
        Max = setting.Max,
        Description = setting.Description,
        Problem = setting.Problem,
        UpdatedAt = setting.UpdatedAt,
        UpdatedBy = setting.UpdatedBy,
    };
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class SettingsText : System.Text.Json.Serialization.JsonSerializerContext;
