using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Npgsql;
using PatternFunctions.Review;
using PatternFunctions.Storage;

namespace PatternFunctions.WebConsole;

/// <summary>What open pages ask every two seconds: whether anything has changed that they show.</summary>
public sealed class PulseSection(NpgsqlDataSource dataSource, QueueViewers viewers, ReviewQueue queue, TimeProvider clock) : IConsoleSection
{
    public IReadOnlyList<ConsoleRoute> Routes => [ConsoleRoute.Get("pulse", BeatAsync)];

    private async Task<IResult> BeatAsync(Visit visit, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var taken = long.TryParse(visit.Query("item"), NumberStyles.None, CultureInfo.InvariantCulture, out var item)
            ? await LookAsync(item, visit.Caller.Name, cancellationToken)
            : null;
        var others = await viewers.OthersAsync(visit.Caller.Name, cancellationToken);
        // Sets that are small, and ends of indexes: this is asked often.
        var state = await dataSource.Command("""
            SELECT concat_ws(' ',
                (SELECT string_agg(id::text, ',' ORDER BY id) FROM pattern_execution_queue WHERE status = 'pending' AND expires_at > $1),
                (SELECT string_agg(id || status, ',' ORDER BY id) FROM outbound_replies WHERE status IN ('scheduled', 'sending', 'unknown')),
                (SELECT max(id) FROM outbound_replies), (SELECT max(id) FROM pattern_execution_history), (SELECT max(id) FROM confidence_changes), (SELECT max(day) FROM decay_runs),
                (SELECT string_agg(config_value, ',' ORDER BY config_key) FROM pattern_learning_config WHERE value_type = 'boolean'))
            """, now).ScalarAsync<string>(cancellationToken);
        var imports = visit.Query("imports") is null ? null : await dataSource.Command("""
            SELECT string_agg(concat_ws('.', id, status, phase, done, rows_read, pairs, groups), ',' ORDER BY id)
            FROM imports
            WHERE status IN ('running', 'rolling_back')
            """).ScalarAsync<string>(cancellationToken);
        var seen = string.Join(',', others.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key}:{string.Join('+', entry)}"));
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{state} {seen} {imports}")))[..16];
        return TypedResults.Json(new Pulse(version, now.ToUnixTimeMilliseconds(), taken), PulseJson.Default.Pulse);
    }

    /// <returns>Who was first, if somebody was.</returns>
    private async Task<string?> LookAsync(long id, string viewer, CancellationToken cancellationToken)
    {
        if (await queue.FindAsync(id, cancellationToken) is not { } item)
        {
            return Texts.Verdict_Gone;
        }

        if (item.Status is "pending")
        {
            await viewers.NoteAsync(id, viewer, cancellationToken);
            return null;
        }

        return item.DecidedBy == viewer ? null : VerdictSentence.Of(item);
    }
}

/// <param name="Version">Another one when anything has changed.</param>
/// <param name="Now">The app's clock, in milliseconds of Unix time.</param>
/// <param name="Taken">Who was first with the question that is looked at.</param>
public sealed record Pulse(string Version, long Now, string? Taken);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Pulse))]
internal sealed partial class PulseJson : JsonSerializerContext;
