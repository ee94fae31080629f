using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.WebConsole;

/// <summary>A business after a long time: 10,000 patterns, and all that is on record with them.</summary>
internal static class ClubOfThousands
{
    public const int Patterns = 10_000;

    public static async Task FillAsync(NpgsqlDataSource data, CancellationToken cancellationToken)
    {
        foreach (var (sql, values) in Statements())
        {
            await data.Command(sql, values).ExecuteAsync(cancellationToken);
        }

        await data.Command("ANALYZE").ExecuteAsync(cancellationToken);
    }

    private static IEnumerable<(string Sql, object?[] Values)> Statements()
    {
        yield return ("UPDATE pattern_learning_config SET config_value = CASE config_key WHEN 'enabled' THEN 'true' ELSE 'false' END WHERE config_key IN ('enabled', 'shadow_mode')", []);
        yield return ("""
            INSERT INTO decision_patterns
                (pattern_type, pattern_signature, trigger_text, trigger_keywords, response_template, created_from, is_active, auto_executable, requires_confirmation, last_used_at)
            SELECT (ARRAY['faq', 'booking', 'hours', 'access'])[1 + n % 4], md5('p' || n), 'Can I book the bay number ' || n || ' for the evening?', ARRAY['bay', 'book'],
                   'Hi {{customer_first_name|there}}! Bay ' || n || ' can be booked on our website, at any time up to an hour before.', 'operator',
                   n % 5 = 0, n % 5 = 0, n % 5 <> 0, now() - n * interval '3 minutes'
            FROM generate_series(1, $1) AS n
            """, [Patterns]);
        yield return ("""
            INSERT INTO pattern_signatures (signature, pattern_id, wording, source)
            SELECT md5(p.id || 'w' || n), p.id, 'is bay ' || p.id || ' free at ' || n, 'approved' FROM decision_patterns p, generate_series(1, 4) AS n
            """, []);
        yield return ("""
            INSERT INTO confidence_changes (pattern_id, version, kind, delta, confidence, actor, created_at)
            SELECT p.id, 1, CASE WHEN n % 7 = 0 THEN 'rejected' ELSE 'approved' END, 0, 0.5 + n / 50.0, 'robin', now() - (21 - n) * interval '1 day'
            FROM decision_patterns p, generate_series(1, 20) AS n
            """, []);
        yield return ("""
            INSERT INTO conversations (phone_number_id, participants, customer_phone, created_at)
            SELECT 'PN1', 'c' || n, '+1555' || lpad(n::text, 7, '0'), now() FROM generate_series(1, 4000) AS n
            """, []);
        yield return ("""
            INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, sent_at, received_at, processed_at)
            SELECT 'q' || n, 1 + n % 4000, 'incoming', 'customer', 'Can I book the bay number ' || n % $1 || '?', 'received', at, at, at
            FROM (SELECT n, now() - n * interval '2 minutes' AS at FROM generate_series(1, 60000) AS n) asked
            UNION ALL
            SELECT 'a' || n, 1 + n % 4000, 'outgoing', CASE WHEN n % 5 = 0 OR (n % 5 <> 4 AND n % 4 IN (0, 1)) THEN 'automation' ELSE 'operator' END, 'Yes, it can be booked on our website.', 'delivered', at, at, at
            FROM (SELECT n, now() - n * interval '2 minutes' + interval '90 seconds' AS at FROM generate_series(1, 60000) AS n) answered
            """, [Patterns]);
        yield return ("""
            INSERT INTO pattern_execution_history
                (pattern_id, pattern_version, message_id, conversation_id, customer_message, confidence, match_kind, similarity, margin, match_probability,
                 decision_confidence, execution_mode, would_mode, outcome, response, operator, human_response, human_agrees, reasons, created_at, outcome_at)
            SELECT CASE WHEN n % 5 <> 4 THEN 1 + n % $1 END, 1, 'q' || n, 1 + n % 4000,
                   CASE WHEN n % 5 <> 4 THEN 'Can I book the bay number ' || n % $1 || '?' ELSE 'Something else, of the kind ' || n % 300 END, 0.8,
                   (ARRAY['signature', 'similarity', 'similarity', 'signature', 'none'])[1 + n % 5], 0.7 + (n % 30) / 100.0, 0.2, CASE WHEN n % 5 <> 4 THEN 0.5 + (n % 50) / 100.0 END,
                   0.7, mode, mode, CASE mode WHEN 'auto' THEN 'confirmed' WHEN 'shadow' THEN 'observed' ELSE (ARRAY['approved', 'approved', 'modified', 'rejected'])[1 + n % 4] END,
                   'Yes, it can be booked on our website.', 'robin', 'Yes, on the website.', n % 3 <> 0, '{}', now() - n * interval '2 minutes', now() - n * interval '2 minutes'
            FROM (SELECT n, (ARRAY['auto', 'suggest', 'queue', 'suggest', 'shadow'])[1 + n % 5] AS mode FROM generate_series(1, 60000) AS n) asked
            """, [Patterns]);
        yield return ("""
            INSERT INTO pattern_execution_queue
                (execution_id, pattern_id, pattern_version, conversation_id, message_id, customer_message, kind, status, proposed_response, decided_by, decided_at, expires_at, created_at)
            SELECT id, pattern_id, 1, conversation_id, message_id, customer_message, 'suggestion', CASE WHEN n <= 60 THEN 'pending' ELSE outcome END, response,
                   CASE WHEN n > 60 THEN operator END, CASE WHEN n > 60 THEN created_at + interval '40 seconds' END, now() + interval '1 hour', created_at
            FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM pattern_execution_history WHERE execution_mode IN ('suggest', 'queue')) decided
            """, []);
        yield return ("""
            INSERT INTO outbound_replies (execution_id, conversation_id, kind, text, status, openphone_message_id, due_at, finished_at, created_at)
            SELECT id, conversation_id, CASE WHEN execution_mode = 'auto' THEN 'auto' ELSE 'approved' END, response, 'sent', 'a' || substr(message_id, 2), created_at, created_at, created_at
            FROM pattern_execution_history
            WHERE outcome IN ('confirmed', 'approved')
            """, []);
        yield return ("INSERT INTO decay_runs (day, patterns_decayed, confidence_lost, ran_at) SELECT current_date - n, 400, 4, now() FROM generate_series(1, 89) AS n", []);
        yield return ("INSERT INTO ai_spending (day, spent_usd) SELECT current_date - n, 0.4 FROM generate_series(1, 89) AS n", []);
        yield return ("""
            INSERT INTO imports (source, status, phase, since, until, rows_read, rows_added, pairs, groups, created_by, created_at, updated_at, next_at)
            VALUES ('messages', 'finished', 'analysing', now() - interval '1 year', now(), 100000, 100000, 40000, 500, 'alex', now(), now(), now())
            """, []);
        yield return ("""
            INSERT INTO import_staging (import_id, status, pattern_type, trigger_text, response_template, created_from, pairs, wordings, alike, leader_id, last_at)
            SELECT 1, 'pending', 'faq', 'Is there a locker number ' || n || '?', 'Yes, ask for it at the desk.', 'import:rules', 600 - n, 4, 0.9, n, now() FROM generate_series(1, 500) AS n
            """, []);
        yield return ("""
            INSERT INTO business_facts (name, kind, value, description) SELECT 'fact_' || n, 'text', 'a value', 'Something' FROM generate_series(1, 100) AS n
            """, []);
    }
}
