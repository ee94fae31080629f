using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Review;

/// <summary>What a verdict rests on, read within its transaction.</summary>
internal sealed record VerdictGrounds
{
    public required QueueItem? Item { get; init; }

    public required bool OptedOut { get; init; }

    public required bool IsJudged { get; init; }

    /// <summary>The pattern's; 0 if there is none.</summary>
    public required decimal Confidence { get; init; }

    public required LearningConfig Config { get; init; }

    /// <summary>
    /// In one round trip, with the locks that the verdict needs: the conversation, then the item, in one line with what comes
    /// in and goes out there, and then the pattern.
    /// </summary>
    public static async Task<VerdictGrounds> ReadLockedAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("""
            SELECT id
            FROM conversations
            WHERE id = (SELECT conversation_id FROM pattern_execution_queue WHERE id = $1)
            FOR NO KEY UPDATE
            """, id);
        batch.Add($"SELECT {QueueItem.Columns} FROM pattern_execution_queue q WHERE q.id = $1 FOR NO KEY UPDATE", id);
        batch.Add("""
            SELECT EXISTS (
                SELECT FROM pattern_execution_queue q
                JOIN conversations c ON c.id = q.conversation_id
                JOIN opt_outs o ON o.customer_phone = c.customer_phone AND o.is_opted_out
                WHERE q.id = $1)
            """, id);
        // A question that comes back, because its reply failed or was wrong, may have had its verdict.
        batch.Add("SELECT EXISTS (SELECT FROM confidence_changes WHERE execution_id = (SELECT execution_id FROM pattern_execution_queue WHERE id = $1))", id);
        batch.Add("""
            SELECT confidence_score
            FROM decision_patterns
            WHERE id = (SELECT pattern_id FROM pattern_execution_queue WHERE id = $1)
            FOR NO KEY UPDATE
            """, id);
        var nextConfig = ConfigStore.AddTo(batch);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextScalarAsync<long>(cancellationToken);
        return new VerdictGrounds
        {
            Item = (await reader.NextListAsync(QueueItem.Read, cancellationToken)).FirstOrDefault(),
            OptedOut = await reader.NextScalarAsync<bool>(cancellationToken),
            IsJudged = await reader.NextScalarAsync<bool>(cancellationToken),
            Confidence = await reader.NextScalarAsync<decimal>(cancellationToken),
            Config = await nextConfig(reader, cancellationToken),
        };
    }
}
