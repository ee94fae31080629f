using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Tests.Imports;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.WebConsole;

/// <summary>A golf club a few weeks on: patterns with a past, and customers who write.</summary>
internal sealed class Club(TestApp app)
{
    public const string Maya = "+15555550101";
    public const string Tom = "+15555550102";
    public const string Priya = "+15555550103";
    public const string Luis = "+15555550104";
    public const string Hostile = "+15555550105";
    public const string Stranger = "+15555550106";

    public const string HostileName = "<script>alert('no')</script>";

    public const string Hours = "What time do you close tonight?";
    public const string GiftCards = "Do you sell gift cards?";
    public const string DressCode = "Is there a dress code?";
    public const string LeftHanded = "Do you have left-handed clubs?";
    public const string Cancelling = "Can I cancel my booking?";
    public const string Screen = "The screen in my bay is frozen";

    /// <summary>Its proposals wait for a person.</summary>
    public long FinishedImport { get; private set; }

    /// <summary>Its groups wait for their analysis.</summary>
    public long WaitingImport { get; private set; }

    public async Task OpenAsync()
    {
        var opening = new DateTimeOffset(2026, 3, 30, 14, 30, 0, TimeSpan.Zero);
        app.Clock.AdvanceTo(opening.AddMinutes(-12));
        await app.SetAsync("time_zone", "America/New_York");
        foreach (var (phone, first, last) in new[]
        {
            (Maya, "Maya", "Lindqvist"), (Tom, "Tom", "Okafor"), (Priya, "Priya", "Raman"), (Luis, "Luis", "Ferreira"), (Hostile, HostileName, ""),
        })
        {
            app.OpenPhone.UpdateContact(phone, first, last);
        }

        await AddAsync("hours", Hours, "Hi {{customer_first_name|there}}! We're open until 10 pm every day. The last booking starts at 9 pm.", 4, 44, isAutomatic: true);
        await AddAsync("gift_cards", GiftCards, "Yes, we do! You can buy one at the front desk or on our website, from $25.", 2, 14, mistakes: 5);
        await AddAsync("faq", DressCode, "No dress code! Please just wear clean shoes with soft soles.", 2, 3);
        await AddAsync("faq", LeftHanded, "We do! Ask at the front desk, and we'll bring a left-handed set to your bay.", 1, 1);
        await AddAsync("booking", Cancelling, "Of course, {{customer_first_name}}. Your booking on {{booking_date}} is cancelled.", 3, 1);
        await AddAsync("tech_issue", Screen, "Sorry about that! Hold the red button under the screen for five seconds, and it starts again.", 1, 0);
        await AddHistoryAsync();
        await app.SqlAsync("UPDATE decision_patterns SET similar_to = 3 WHERE id = 4");
        await app.SqlAsync("""
            INSERT INTO pattern_versions (pattern_id, version, response_template, status, created_by, created_at)
            VALUES (2, 2, 'Yes, we do! You can buy one at the front desk or on our website, from $30.', 'proposed', 'rules@2', $1)
            """, app.Clock.GetUtcNow());
        await app.SqlAsync("""
            INSERT INTO business_facts (name, kind, value, description, updated_at, updated_by)
            VALUES ('opening_hours', 'hours', '9 am to 10 pm every day', 'When we are open', $1, 'alex'),
                   ('booking_link', 'link', 'https://club.example/book', 'Where to book a bay', $1, 'alex'), ('bay_price', 'price', 'from 45', 'What a bay costs', $1, 'alex')
            """, app.Clock.GetUtcNow().AddDays(-9));
        await app.SqlAsync("""
            INSERT INTO decay_runs (day, patterns_decayed, confidence_lost, ran_at)
            SELECT $1::date - n, 1 + n % 4, (1 + n % 4) * 0.01, $1::date - n FROM generate_series(1, 27) AS n
            """, DateOnly.FromDateTime(app.Clock.GetUtcNow().UtcDateTime));
        app.Clock.AdvanceTo(opening);
        await FitAsync();
    }

    /// <summary>Two exports: one with its proposals, one before its analysis.</summary>
    public async Task ImportAsync()
    {
        var past = ClubPast.Write(app.Clock.GetUtcNow().AddDays(-60), times: 12).Row("AC1,CN1,\"no time\",,+15555550100,+15555550198,incoming,").Row("a row that broke off");
        FinishedImport = (await app.ImportAsync(past)).GetProperty("id").GetInt64();
        var analysed = await app.Admin.PostJsonAsync($"api/imports/{FinishedImport}/analyse", null, System.Net.HttpStatusCode.Accepted);
        await app.AtRestAsync(analysed);
        WaitingImport = (await app.ImportAsync(ClubPast.Write(app.Clock.GetUtcNow().AddDays(-20), times: 3, number: 1))).GetProperty("id").GetInt64();
    }

    /// <summary>As OpenPhone would bring them, one after the other; what each comes to is awaited.</summary>
    public async Task<long> TextsAsync(string phone, string text)
    {
        var message = app.OpenPhone.CustomerTexts(phone, text);
        await Eventually.HoldsAsync(async () => await app.ScalarAsync<bool>("SELECT EXISTS (SELECT FROM pattern_execution_history WHERE message_id = $1)", message.Id));
        return await app.ScalarAsync<long>(
            "SELECT coalesce((SELECT q.id FROM pattern_execution_queue q WHERE q.message_id = $1 AND q.status = 'pending'), 0)", message.Id);
    }

    /// <summary>Matching knows this past from the first test on, not from whenever its minute comes.</summary>
    private Task FitAsync() => Eventually.HoldsAsync(async () =>
    {
        await app.Services.GetRequiredService<ModelTraining>().FitIfDueAsync(CancellationToken.None);
        var state = await app.Services.GetRequiredService<LabelStore>().ReadStateAsync(CancellationToken.None);
        return await app.ScalarAsync<long?>("SELECT max(id) FROM matching_models WHERE fitted_on = $1", state) is { } model
            && (await app.Services.GetRequiredService<PatternIndex>().MatchAsync(Hours, 1, CancellationToken.None)).Model == model;
    });

    /// <summary>A pattern with so many approvals behind it.</summary>
    private async Task AddAsync(string type, string question, string template, int wordings, int approvals, int mistakes = 0, bool isAutomatic = false)
    {
        var since = app.Clock.GetUtcNow().AddDays(-24);
        var id = await app.ScalarAsync<long>("""
            INSERT INTO decision_patterns (pattern_type, pattern_signature, trigger_text, trigger_keywords, response_template, created_from, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, 'rules@2', $6, $6)
            RETURNING id
            """, type, PatternSignature.Of(question), question, question.TrimEnd('?').ToLowerInvariant().Split(' ')[^2..], template, since);
        await app.SqlAsync("""
            WITH verdicts AS (
                SELECT n, CASE WHEN $3 > 0 AND n % $3 = 0 THEN (CASE WHEN n % 2 = 0 THEN 'rejected' ELSE 'modified' END) ELSE 'approved' END AS kind
                FROM generate_series(1, $2) AS n
            ), walk AS (
                SELECT n, kind, CASE kind WHEN 'approved' THEN 0.15 WHEN 'modified' THEN 0.10 ELSE -0.20 END AS step FROM verdicts
            ), told AS (
                -- Clamped to 1 as the rule does it: what is over is not added.
                SELECT n, kind, LEAST(1.0, 0.5 + sum(step) OVER (ORDER BY n)) AS confidence FROM walk
            )
            INSERT INTO confidence_events (pattern_id, version, kind, delta, confidence, actor, created_at)
            SELECT $1, 1, kind, confidence - lag(confidence, 1, 0.5) OVER (ORDER BY n), confidence,
                   CASE WHEN n % 3 = 0 THEN 'robin' ELSE 'sam' END, $4::timestamptz + n * interval '11 hours'
            FROM told
            """, id, approvals, mistakes, since);
        await app.SqlAsync("""
            UPDATE decision_patterns
            SET confidence_score = COALESCE((SELECT confidence FROM confidence_events WHERE pattern_id = $1 ORDER BY id DESC LIMIT 1), 0.5),
                success_count = e.approved, modified_count = e.modified, rejected_count = e.rejected, execution_count = e.approved + e.modified,
                is_active = $2, auto_executable = $2, requires_confirmation = NOT $2, last_used_at = $3
            FROM (SELECT count(*) FILTER (WHERE kind = 'approved') AS approved, count(*) FILTER (WHERE kind = 'modified') AS modified,
                         count(*) FILTER (WHERE kind = 'rejected') AS rejected FROM confidence_events WHERE pattern_id = $1) e
            WHERE id = $1
            """, id, isAutomatic, app.Clock.GetUtcNow().AddHours(-approvals % 30));
        await app.SqlAsync("""
            UPDATE pattern_versions v
            SET approved_count = p.success_count, modified_count = p.modified_count, rejected_count = p.rejected_count, created_by = 'sam', created_at = p.created_at
            FROM decision_patterns p
            WHERE p.id = v.pattern_id AND p.id = $1
            """, id);
        string[] more = ["are you open late", "when do you close", "closing time?", "how late are you open today"];
        foreach (var other in more.Take(wordings - 1).Select(words => type is "hours" ? words : $"{question.TrimEnd('?')} {words.Split(' ')[0]}"))
        {
            await app.SqlAsync("INSERT INTO pattern_signatures (signature, pattern_id, wording, source, created_at) VALUES ($1, $2, $3, 'approved', $4) ON CONFLICT DO NOTHING",
                PatternSignature.Of(other), id, other, since.AddDays(3));
        }

        await app.SqlAsync("""
            INSERT INTO pattern_learning_examples (customer_message, operator_response, pattern_signature, pattern_id, source, status, operator, created_at)
            VALUES ($1, $2, $3, $4, 'operator', 'learned', 'sam', $5)
            """, question, template.Replace("{{customer_first_name|there}}", "Ana", StringComparison.Ordinal).Replace("{{customer_first_name}}", "Ana", StringComparison.Ordinal)
                .Replace("{{booking_date}}", "Friday", StringComparison.Ordinal), PatternSignature.Of(question), id, since);
    }

    /// <summary>A month of questions, so that there is something to count.</summary>
    private Task AddHistoryAsync() => app.SqlAsync("""
        WITH one AS (
            INSERT INTO conversations (phone_number_id, participants, customer_phone, created_at)
            VALUES ('PN1', 'past', '+15555550199', $1)
            RETURNING id
        ), questions AS (
            SELECT n, (n * 7919) % 100 AS dice, $1::timestamptz - interval '28 days' + n * interval '97 minutes' AS at
            FROM generate_series(1, 400) AS n
        ), executions AS (
            INSERT INTO pattern_execution_history
                (pattern_id, pattern_version, message_id, conversation_id, customer_message, confidence, match_kind, similarity, margin,
                 match_probability, decision_confidence, execution_mode, would_mode, outcome, response, operator, reasons, created_at, outcome_at)
            SELECT CASE WHEN dice < 78 THEN p.id END, CASE WHEN dice < 78 THEN 1 END, 'past' || n, (SELECT id FROM one),
                   CASE WHEN dice < 50 THEN trigger_text
                        WHEN dice < 78 THEN (ARRAY['how late are you open tonight', 'can i buy a gift card', 'what should i wear', 'any clubs for lefties', 'please cancel my booking', 'the screen froze in bay 4'])[1 + dice % 6]
                        ELSE (ARRAY['Can I bring my dog?', 'do you have lockers', 'Is parking free?', 'can i bring a dog'])[1 + n % 4] END,
                   CASE WHEN dice < 78 THEN 0.5 + (dice % 50) / 100.0 END, CASE WHEN dice < 50 THEN 'signature' WHEN dice < 78 THEN 'similarity' ELSE 'none' END,
                   0.8, 0.2, CASE WHEN dice < 50 THEN 1 WHEN dice < 78 THEN 0.6 + (dice % 40) / 100.0 END, CASE WHEN dice < 78 THEN 0.5 + (dice % 50) / 100.0 ELSE 0 END,
                   mode, mode, CASE mode WHEN 'auto' THEN (CASE WHEN n % 37 = 0 THEN 'contradicted' ELSE 'confirmed' END)
                                         WHEN 'shadow' THEN 'observed'
                                         ELSE (CASE WHEN dice % 11 = 0 THEN 'rejected' WHEN dice % 7 = 0 THEN 'modified' ELSE 'approved' END) END,
                   'Hi!', CASE WHEN mode IN ('suggest', 'queue') THEN (CASE WHEN n % 3 = 0 THEN 'robin' ELSE 'sam' END) END, '{}', at, at + interval '4 minutes'
            FROM (SELECT *, CASE WHEN dice < LEAST(45, n / 8) THEN 'auto' WHEN dice < 60 THEN 'suggest' WHEN dice < 78 THEN 'queue' ELSE 'shadow' END AS mode FROM questions) decided
            LEFT JOIN decision_patterns p ON p.id = 1 + dice % 6
            RETURNING id, pattern_id, execution_mode, outcome, operator, conversation_id, message_id, customer_message, created_at
        )
        INSERT INTO pattern_execution_queue
            (execution_id, pattern_id, pattern_version, conversation_id, message_id, customer_message, kind, status, proposed_response, final_response,
             decided_by, decided_at, expires_at, created_at)
        SELECT id, pattern_id, 1, conversation_id, message_id, customer_message, CASE execution_mode WHEN 'suggest' THEN 'suggestion' ELSE 'approval' END,
               outcome, 'Hi!', 'Hi!', operator, created_at + (1 + id % 9) * interval '1 minute', created_at + interval '1 hour', created_at
        FROM executions
        WHERE execution_mode IN ('suggest', 'queue')
        """, app.Clock.GetUtcNow());
}
