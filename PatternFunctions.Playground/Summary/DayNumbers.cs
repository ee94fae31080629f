using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Playground.Summary;

/// <summary>What the app's tables say of everything that happened.</summary>
internal sealed record DayNumbers
{
    /// <summary>By what became of them: Stored, Duplicate, Ignored, Disabled, DeadLettered.</summary>
    public required IReadOnlyDictionary<string, long> Events { get; init; }

    /// <summary>By who wrote them: customer, operator, automation, system.</summary>
    public required IReadOnlyDictionary<string, long> Texts { get; init; }

    /// <summary>By execution mode: auto, suggest, queue, shadow.</summary>
    public required IReadOnlyDictionary<string, long> Decisions { get; init; }

    /// <summary>What would have been done but for shadow mode.</summary>
    public required long HeldBackByShadow { get; init; }

    /// <summary>Customers' texts that belong to a decided question.</summary>
    public required long DecidedTexts { get; init; }

    /// <summary>Questions as the texts have them.</summary>
    public required long Questions { get; init; }

    /// <summary>By status: approved, modified, rejected, pending, expired, superseded.</summary>
    public required IReadOnlyDictionary<string, long> Proposals { get; init; }

    /// <summary>By status: sent, failed, cancelled …</summary>
    public required IReadOnlyDictionary<string, long> Replies { get; init; }

    public required long Patterns { get; init; }

    /// <summary>Patterns whose confidence is not 0.50 and the sum of its events.</summary>
    public required long PatternsThatDoNotAddUp { get; init; }

    public static async Task<DayNumbers> ReadAsync(NpgsqlDataSource psql, CancellationToken cancellationToken)
    {
        var one = (await psql.Command("""
            SELECT (SELECT count(*) FROM pattern_execution_history WHERE execution_mode = 'shadow' AND would_mode <> 'shadow'),
                   (SELECT count(*) FROM conversation_messages m
                    JOIN pattern_execution_history h ON h.message_id = m.burst_id
                    WHERE m.sender = 'customer' AND m.processed_at IS NOT NULL),
                   (SELECT count(DISTINCT burst_id) FROM conversation_messages WHERE sender = 'customer'),
                   (SELECT count(*) FROM decision_patterns WHERE deleted_at IS NULL),
                   (SELECT count(*) FROM decision_patterns p
                    WHERE p.confidence_score <> 0.50 + COALESCE((SELECT sum(e.delta) FROM confidence_events e WHERE e.pattern_id = p.id), 0))
            """).FirstOrDefaultAsync(
            reader => Enumerable.Range(0, 5).Select(reader.GetInt64).ToArray(), cancellationToken))!;
        return new DayNumbers
        {
            Events = await CountAsync("SELECT outcome, sum(events)::bigint FROM event_counts GROUP BY outcome"),
            Texts = await CountAsync("SELECT sender, count(*) FROM conversation_messages GROUP BY sender"),
            Decisions = await CountAsync("SELECT execution_mode, count(*) FROM pattern_execution_history GROUP BY execution_mode"),
            Proposals = await CountAsync("SELECT status, count(*) FROM pattern_execution_queue GROUP BY status"),
            Replies = await CountAsync("SELECT status, count(*) FROM outbound_replies GROUP BY status"),
            HeldBackByShadow = one[0],
            DecidedTexts = one[1],
            Questions = one[2],
            Patterns = one[3],
            PatternsThatDoNotAddUp = one[4],
        };

        async Task<IReadOnlyDictionary<string, long>> CountAsync(string sql) =>
            (await psql.Command(sql).ListAsync(reader => (reader.GetString(0), reader.GetInt64(1)), cancellationToken))
            .ToDictionary(row => row.Item1, row => row.Item2);
    }
}
