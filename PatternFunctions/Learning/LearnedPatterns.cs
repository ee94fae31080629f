using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>Where an example meets the patterns that there are: it is evidence for one, or begins one.</summary>
public sealed class LearnedPatterns(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <returns>Whether a pattern, active or not, has this wording; the example is now among its evidence.</returns>
    public async Task<bool> AddEvidenceAsync(long exampleId, string signature, CancellationToken cancellationToken) =>
        await dataSource.Command("""
            UPDATE pattern_learning_examples e
            SET status = 'evidence', pattern_id = p.id, next_attempt_at = NULL
            FROM pattern_signatures s
            JOIN decision_patterns p ON p.id = s.pattern_id AND p.deleted_at IS NULL
            WHERE s.signature = $2 AND e.id = $1 AND e.status = 'waiting'
            """, exampleId, signature).ExecuteAsync(cancellationToken) == 1;

    /// <summary>
    /// Stores the proposal, inactive, at the seed confidence. Where another instance has learned the same question at
    /// the same time, the unique signature lets one of them through, and the other's example becomes evidence.
    /// </summary>
    public async Task AddAsync(LearningExample example, PatternProposal proposal, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var signature = PatternSignature.Of(example.CustomerMessage);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var patternId = await connection.Command("""
            INSERT INTO decision_patterns
                (pattern_type, pattern_signature, trigger_text, trigger_keywords, response_template, template_variables,
                 required_actions, created_from, created_at, updated_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $9
            WHERE NOT EXISTS (
                SELECT FROM pattern_signatures s
                JOIN decision_patterns p ON p.id = s.pattern_id AND p.deleted_at IS NULL
                WHERE s.signature = $2)
            ON CONFLICT (pattern_signature) WHERE deleted_at IS NULL DO NOTHING
            RETURNING id
            """, proposal.PatternType, signature, proposal.CanonicalQuestion, proposal.Keywords.ToArray(), proposal.ResponseTemplate,
            proposal.Variables.Select(variable => variable.Name).ToArray(), proposal.RequiredActions.ToArray(), proposal.CreatedFrom, now)
            .ScalarAsync<long>(cancellationToken);
        if (patternId == 0)
        {
            await transaction.RollbackAsync(cancellationToken);
            await AddEvidenceAsync(example.Id, signature, cancellationToken);
            return;
        }

        await connection.Command("""
            INSERT INTO pattern_signatures (signature, pattern_id, wording, source, created_at)
            VALUES ($1, $2, $3, 'canonical', $4)
            ON CONFLICT (signature) DO NOTHING
            """, PatternSignature.Of(proposal.CanonicalQuestion), patternId, proposal.CanonicalQuestion, now).ExecuteAsync(cancellationToken);
        await connection.Command("""
            UPDATE pattern_learning_examples
            SET status = 'learned', pattern_id = $2, attempts = attempts + 1, next_attempt_at = NULL
            WHERE id = $1
            """, example.Id, patternId).ExecuteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
