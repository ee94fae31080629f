using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Npgsql;
using PatternFunctions.Learning;
using PatternFunctions.OpenPhone;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.WebConsole.Start;

namespace PatternFunctions.WebConsole;

/// <summary>The first steps, each held against what there really is.</summary>
public sealed class StartSection(
    Pages pages, NpgsqlDataSource dataSource, PatternCatalog catalog, ConfigStore configs, IOptions<OpenPhoneOptions> openPhone, IReplyAnalyser analyser) : IConsoleSection
{
    /// <summary>Nobody wants to know more exactly, and every row would be read for it.</summary>
    private const long MostCounted = 1000;

    /// <summary>The surest of them are looked at: what each pattern has proved is read one by one.</summary>
    private const int MostSwitchedOn = 50;

    public IReadOnlyList<ConsoleRoute> Routes => [ConsoleRoute.Get("start", ShowAsync)];

    private async Task<IResult> ShowAsync(Visit visit, CancellationToken cancellationToken)
    {
        var config = await configs.ReadAsync(cancellationToken);
        var counts = (await dataSource.Command("""
            SELECT (SELECT coalesce(sum(events), 0)::bigint FROM event_counts),
                   (SELECT count(*) FROM (SELECT FROM pattern_execution_history LIMIT $1) AS decided),
                   count(*),
                   (SELECT count(*) FROM (SELECT FROM confidence_changes WHERE kind IN ('approved', 'modified', 'rejected') LIMIT $1) AS judged),
                   count(*) FILTER (WHERE is_active AND auto_executable)
            FROM decision_patterns
            WHERE deleted_at IS NULL
            """, MostCounted).FirstOrDefaultAsync(
            reader => new Counts(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4)), cancellationToken))!;
        var answering = counts.SwitchedOn == 0 ? 0 : await catalog.CountAnsweringAsync(MostSwitchedOn, config, cancellationToken);
        var settings = visit.IsAdmin ? "settings" : null;
        StartStep[] steps =
        [
            new(Texts.Start_Connect, Texts.Start_ConnectText,
            [
                Check(openPhone.Value.ApiKey.Length > 0, Texts.Start_ApiKey, Texts.Start_NoApiKey),
                Check(openPhone.Value.WebhookSigningKeys.Any(key => key.Length > 0), Texts.Start_SigningKey, Texts.Start_NoSigningKey),
                Check(counts.Events > 0, Words.Format(Texts.Start_Events, Number.Whole(counts.Events)), Texts.Start_NoEvents),
            ], null, null),
            new(Texts.Start_Watch, Texts.Start_WatchText,
            [
                Check(config.Enabled, Texts.Start_Enabled, Texts.Start_NotEnabled),
                Check(counts.Decided > 0, Words.Format(Texts.Start_Decided, UpTo(counts.Decided, MostCounted)), Texts.Start_NoneDecided),
            ], config.Enabled ? (counts.Decided > 0 ? "insights/shadow" : "activity") : settings,
                config.Enabled ? (counts.Decided > 0 ? Texts.Start_ToShadow : Texts.Start_ToActivity) : Texts.Start_ToSettings),
            new(Texts.Start_Review, Texts.Start_ReviewText,
            [
                Check(counts.Patterns > 0, Words.Format(Texts.Start_Patterns, Number.Whole(counts.Patterns)), Texts.Start_NoPatterns),
                Check(counts.Verdicts > 0, Words.Format(Texts.Start_Judged, UpTo(counts.Verdicts, MostCounted)), Texts.Start_NoneJudged),
            ], counts.Patterns > 0 ? "patterns" : "imports", counts.Patterns > 0 ? Texts.Start_ToPatterns : Texts.Start_ToImports),
            new(Texts.Start_On, Texts.Start_OnText,
            [
                Check(!config.ShadowMode, Texts.Start_Live, Texts.Start_InShadow),
                Check(
                    answering > 0, Words.Format(Texts.Start_Automatic, UpTo(answering, MostSwitchedOn)),
                    counts.SwitchedOn > 0 ? Words.Format(Texts.Start_NoneAnswers, Number.Whole(counts.SwitchedOn)) : Texts.Start_NoneAutomatic),
            ], config.ShadowMode ? settings : "patterns?sort=confidence", config.ShadowMode ? Texts.Start_ToSettings : Texts.Start_ToPatterns),
        ];
        return await pages.ShowAsync<StartView, StartModel>(
            visit, new StartModel(steps, analyser is OpenAiAnalyser ? Texts.Start_Model : Texts.Start_Rules), cancellationToken);
    }

    private static string UpTo(long counted, long most) => Number.Whole(counted) + (counted == most ? "+" : "");

    private static StartCheck Check(bool isDone, string done, string open) => new(isDone, isDone ? done : open);

    private sealed record Counts(long Events, long Decided, long Patterns, long Verdicts, long SwitchedOn);
}
