using Npgsql;
using PatternFunctions.Replies;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>The questions of which people have let know what they were about.</summary>
public sealed class LabelStore(NpgsqlDataSource dataSource)
{
    /// <returns>Differs when wordings or labels have changed; cheap enough to be asked every minute.</returns>
    public async Task<string> ReadStateAsync(CancellationToken cancellationToken) =>
        await dataSource.Command("""
            SELECT concat_ws(' ',
                (SELECT changed_in FROM decision_patterns ORDER BY changed_in DESC LIMIT 1),
                (SELECT max(id) FROM confidence_changes),
                (SELECT count(*) FROM pattern_learning_examples),
                (SELECT count(*) FROM pattern_learning_examples WHERE status = 'waiting'))
            """).ScalarAsync<string>(cancellationToken) ?? "";

    /// <param name="encoder">Whose vectors.</param>
    /// <param name="limit">How many questions at most.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The newest first.</returns>
    public Task<List<JudgedQuestion>> ReadAsync(string encoder, int limit, CancellationToken cancellationToken) =>
        dataSource.Command("""
            SELECT h.id, h.customer_message, h.pattern_id, h.outcome, q.proposed_response, q.final_response, h.human_agrees, h.human_similarity,
                   e.status, e.pattern_id, v.vector
            FROM pattern_execution_history h
            LEFT JOIN pattern_learning_examples e ON e.question_message_id = h.message_id
            LEFT JOIN question_vectors v ON v.execution_id = h.id AND v.encoder = $1
            LEFT JOIN LATERAL (
                SELECT i.proposed_response, i.final_response
                FROM pattern_execution_queue i
                WHERE i.execution_id = h.id AND i.status = 'modified'
                ORDER BY i.id DESC
                LIMIT 1) q ON true
            WHERE h.customer_message <> ''
              AND (h.outcome IN ('approved', 'modified', 'rejected', 'confirmed', 'contradicted') OR h.human_agrees IS NOT NULL
                   OR e.status IN ('learned', 'evidence', 'not_reusable'))
            ORDER BY h.id DESC
            LIMIT $2
            """, encoder, limit).ListAsync(Read, cancellationToken);

    public Task SaveVectorsAsync(IReadOnlyCollection<JudgedQuestion> questions, string encoder, CancellationToken cancellationToken) =>
        dataSource.Command("""
            INSERT INTO question_vectors (encoder, execution_id, vector)
            SELECT $3, h.id, encoded.vector
            FROM unnest($1::bigint[], $2::bytea[]) AS encoded (id, vector)
            JOIN pattern_execution_history h ON h.id = encoded.id AND h.customer_message <> ''
            ON CONFLICT DO NOTHING
            """, questions.Select(question => question.ExecutionId).ToArray(),
            questions.Select(question => StoredVector.Write(question.Vector!)).ToArray(), encoder)
            .ExecuteAsync(cancellationToken);

    private static JudgedQuestion Read(NpgsqlDataReader reader) => new()
    {
        ExecutionId = reader.GetInt64(0),
        Text = reader.GetString(1),
        PatternId = reader.Nullable<long?>(2),
        Outcome = reader.GetString(3),
        Kept = reader.Nullable<string>(4) is { } proposed && reader.Nullable<string>(5) is { } final ? Agreement.Between(proposed, final).Similarity : null,
        HumanAgrees = reader.Nullable<bool?>(6),
        HumanSimilarity = reader.Nullable<double?>(7),
        LearnedStatus = reader.Nullable<string>(8),
        LearnedPatternId = reader.Nullable<long?>(9),
        Vector = reader.Vector(10),
    };
}
