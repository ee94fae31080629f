using Microsoft.AspNetCore.Http;
using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.WebConsole;

/// <summary>Reads what stands on every page.</summary>
public sealed class ShellReader(NpgsqlDataSource dataSource, ConfigStore configs, TimeProvider clock)
{
    public const string ThemeCookie = "pf_theme";

    public static string ThemeOf(HttpRequest request) => request.Cookies[ThemeCookie] is "light" or "dark" ? request.Cookies[ThemeCookie]! : "auto";

    public async Task<Shell> ReadAsync(Visit visit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var config = await configs.ReadAsync(cancellationToken);
        var counts = await dataSource.Command("""
            SELECT (SELECT count(*) FROM pattern_execution_queue WHERE status = 'pending' AND expires_at > $1)::int,
                   (SELECT count(*) FROM dead_letters WHERE replayed_at IS NULL)::int
            """, now).FirstOrDefaultAsync(reader => new Counts(reader.GetInt32(0), reader.GetInt32(1)), cancellationToken);
        return new Shell
        {
            AntiforgeryToken = visit.AntiforgeryToken,
            Viewer = new Viewer(visit.Caller.Name, visit.IsAdmin),
            System = StateOf(config),
            Waiting = counts!.Waiting,
            DeadLetters = counts.DeadLetters,
            Now = now,
            Zone = config.TimeZone,
            Theme = ThemeOf(visit.Request),
            Notice = Notices.Find(visit.Query("done")),
            Problem = visit.Problem,
            Path = HttpMethods.IsGet(visit.Request.Method) ? visit.Request.Path.ToString() : Link.Home,
        };
    }

    private static SystemState StateOf(LearningConfig config) =>
        !config.Enabled ? SystemState.Off : config.ShadowMode ? SystemState.Shadow : config.KillSwitch ? SystemState.Held : SystemState.Live;

    private sealed record Counts(int Waiting, int DeadLetters);
}
