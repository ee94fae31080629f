using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Access;
using PatternFunctions.Tests.OpenApi;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Functions;

public sealed class VerdictRaceTests
{
    /// <summary>Questions of a customer each, waiting for an operator.</summary>
    private const string Waiting = """
        WITH conversation AS (
            INSERT INTO conversations (phone_number_id, participants, customer_phone, created_at)
            SELECT 'PN1', number::text, '+1555555' || (1000 + number), $2 FROM generate_series(1, $1) AS number
            RETURNING id, participants
        ), execution AS (
            INSERT INTO pattern_execution_history
                (pattern_id, pattern_version, message_id, conversation_id, customer_message, match_kind, decision_confidence,
                 execution_mode, would_mode, outcome, reasons, created_at)
            SELECT 1 + id % 3, 1, 'M' || participants, id, 'Where can I park?', 'signature', 0.6, 'queue', 'queue', 'pending', '{}', $2
            FROM conversation
            RETURNING id, pattern_id, conversation_id, message_id
        )
        INSERT INTO pattern_execution_queue
            (execution_id, pattern_id, pattern_version, conversation_id, message_id, customer_message, kind, proposed_response, expires_at, created_at)
        SELECT id, pattern_id, 1, conversation_id, message_id, 'Where can I park?', 'approval', 'Behind it.', $2 + interval '1 hour', $2
        FROM execution
        """;

    [Fact]
    public async Task However_operators_race_each_item_has_one_verdict_and_confidence_is_the_sum_of_its_events()
    {
        var races = Environment.GetEnvironmentVariable("PATTERNS_LONG_TESTS") is "1" ? 1_000 : 60;
        await using var app = await TestApp.StartLiveAsync(
            KeyValuePair.Create<string, string?>("Access:Callers:Burst", "100000"),
            // The texts themselves are another matter.
            KeyValuePair.Create<string, string?>("AzureWebJobs.SendReply.Disabled", "true"));
        foreach (var question in new[] { "One?", "Two?", "Three?" })
        {
            await app.SqlAsync(Patterns.InsertPattern, question, "Behind it.", 0.60m);
        }

        await app.SqlAsync(Waiting, races, app.Clock.GetUtcNow());
        var other = new HttpClient(new Contract(app.Log)) { BaseAddress = app.Http.BaseAddress };
        other.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await app.Services.GetRequiredService<AccessKeys>().CreateAsync("kim", Role.Operator, expiresAt: null, CancellationToken.None));
        var random = new Random(7);
        var verdicts = Enumerable.Range(1, races).SelectMany(item => new[] { (app.Operator, item, random.Next(3)), (other, item, random.Next(3)) }).ToArray();
        random.Shuffle(verdicts);

        var statuses = new System.Collections.Concurrent.ConcurrentBag<HttpStatusCode>();
        await Parallel.ForEachAsync(verdicts, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (verdict, cancellationToken) =>
        {
            var (client, item, kind) = verdict;
            using var response = kind switch
            {
                0 => await client.PostAsync($"api/queue/{item}/approve", null, cancellationToken),
                1 => await client.PostAsJsonAsync($"api/queue/{item}/modify", new { response = "There." }, cancellationToken),
                _ => await client.PostAsJsonAsync($"api/queue/{item}/reject", new { reason = "no" }, cancellationToken),
            };
            statuses.Add(response.StatusCode);
        });

        Assert.Equal(races, statuses.Count(status => status is HttpStatusCode.OK));
        Assert.Equal(races, statuses.Count(status => status is HttpStatusCode.Conflict));
        Assert.Equal(races, await app.ScalarAsync<long>("SELECT count(*) FROM confidence_events WHERE execution_id IS NOT NULL"));
        Assert.True(await app.ScalarAsync<bool>("""
            SELECT bool_and(p.confidence_score = 0.50 + (SELECT sum(delta) FROM confidence_events e WHERE e.pattern_id = p.id)
                            AND p.success_count + p.modified_count + p.rejected_count
                                = (SELECT count(*) FROM pattern_execution_queue q WHERE q.pattern_id = p.id AND q.status <> 'pending'))
            FROM decision_patterns p
            """));
        Assert.Equal(0, await app.ScalarAsync<long>("SELECT count(*) FROM verify_audit()"));
        Assert.Equal(races, await app.ScalarAsync<long>("SELECT count(*) FROM audit_log WHERE action LIKE 'queue.%'"));
        other.Dispose();
    }
}
