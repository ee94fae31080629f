using Npgsql;
using PatternFunctions.Matching;
using PatternFunctions.Patterns;
using PatternFunctions.Replies;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>Where an example meets the patterns that there are: it is evidence for one, gives one a wording, or begins one.</summary>
public sealed class LearnedPatterns(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>Longer than any instance's index takes to see a new pattern.</summary>
    private static readonly TimeSpan NotYetIndexed = TimeSpan.FromMinutes(1);

    /// <returns>The pattern, active or not, that has this wording.</returns>
    public async Task<KnownPattern?> FindAsync(string signature, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await KnownPattern.FindBySignatureAsync(connection, signature, cancellationToken);
    }

    /// <returns>How long the example has to wait; null if a pattern may come of it now.</returns>
    public async Task<TimeSpan?> WaitAsync(LearningExample example, LearningConfig config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(example);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        return await NewPatternLimits.WaitAsync(connection, example.Id, config, clock.GetUtcNow(), cancellationToken);
    }

    /// <param name="exampleId">Now among the pattern's examples.</param>
    /// <param name="patternId">The pattern.</param>
    /// <param name="version">Which of its texts the operator said; null if none.</param>
    /// <param name="reason">What is to be said of it, such as <c>differs</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task AddEvidenceAsync(long exampleId, long patternId, int? version, string? reason, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await AddEvidenceAsync(connection, exampleId, patternId, version, reason, cancellationToken);
    }

    /// <summary>From now on the pattern is known by these words, too.</summary>
    public async Task AddWordingAsync(LearningExample example, string question, KnownPattern pattern, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(pattern);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await AddWordingAsync(connection, example, question, pattern.Id, pattern.Version, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Stores the proposal, inactive, at the seed confidence. Those who add patterns stand in a line, over all instances:
    /// two who have learned the same question make one pattern, and nobody exceeds the limits.
    /// </summary>
    /// <returns>How long the example has to wait, because the limits are reached; null if it is settled.</returns>
    public async Task<TimeSpan?> AddAsync(
        LearningExample example, PatternProposal proposal, long? similarTo, LearningConfig config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(proposal);
        var now = clock.GetUtcNow();
        var signature = PatternSignature.Of(example.CustomerMessage);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("SELECT pg_advisory_xact_lock(hashtext('learned_patterns'))").ExecuteAsync(cancellationToken);
        if (await KnownPattern.FindBySignatureAsync(connection, signature, cancellationToken) is { } known)
        {
            await AddEvidenceAsync(connection, example.Id, known.Id, known.Saying(proposal.ResponseTemplate)?.Version, reason: null, cancellationToken);
        }
        else if (await FindTwinAsync(connection, proposal, now, cancellationToken) is var twin and > 0)
        {
            await AddWordingAsync(connection, example, proposal.CanonicalQuestion, twin, version: 1, cancellationToken);
        }
        else if (await NewPatternLimits.WaitAsync(connection, example.Id, config, now, cancellationToken) is { } wait)
        {
            return wait;
        }
        else
        {
            await InsertAsync(connection, example, signature, proposal, similarTo, now, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static async Task InsertAsync(
        NpgsqlConnection connection, LearningExample example, string signature, PatternProposal proposal, long? similarTo, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var patternId = await connection.Command("""
            INSERT INTO decision_patterns
                (pattern_type, pattern_signature, trigger_text, trigger_keywords, response_template, template_variables,
                 required_actions, similar_to, created_from, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
            RETURNING id
            """, proposal.PatternType, signature, proposal.CanonicalQuestion, proposal.Keywords.ToArray(), proposal.ResponseTemplate,
            proposal.Variables.Select(variable => variable.Name).ToArray(), proposal.RequiredActions.ToArray(), similarTo, proposal.CreatedFrom, now)
            .ScalarAsync<long>(cancellationToken);
        if (await Wordings.OwnerAsync(connection, signature, cancellationToken) != patternId)
        {
            // Somebody approved these words for another pattern at the same moment. The example comes back, and finds it.
            throw new InvalidOperationException("The words of a new pattern were taken meanwhile.");
        }

        await Wordings.TakeAsync(
            connection,
            new NewWording
            {
                PatternId = patternId,
                Signature = PatternSignature.Of(proposal.CanonicalQuestion),
                Text = proposal.CanonicalQuestion,
                Source = Wordings.Canonical,
            },
            now, cancellationToken);
        await connection.Command("""
            UPDATE pattern_learning_examples
            SET status = 'learned', pattern_id = $2, pattern_version = 1, reason = NULL, next_attempt_at = NULL
            WHERE id = $1
            """, example.Id, patternId).ExecuteAsync(cancellationToken);
    }

    private async Task AddWordingAsync(
        NpgsqlConnection connection, LearningExample example, string question, long patternId, int version, CancellationToken cancellationToken)
    {
        await Wordings.TakeAsync(
            connection,
            new NewWording
            {
                PatternId = patternId,
                Signature = PatternSignature.Of(example.CustomerMessage),
                Text = question,
                Source = Wordings.Answered,
                ExampleId = example.Id,
            },
            clock.GetUtcNow(), cancellationToken);
        await AddEvidenceAsync(connection, example.Id, patternId, version, "new_wording", cancellationToken);
    }

    private static Task AddEvidenceAsync(
        NpgsqlConnection connection, long exampleId, long patternId, int? version, string? reason, CancellationToken cancellationToken) =>
        connection.Command("""
            UPDATE pattern_learning_examples
            SET status = 'evidence', pattern_id = $2, pattern_version = $3, reason = $4, next_attempt_at = NULL
            WHERE id = $1 AND status = 'waiting'
            """, exampleId, patternId, version, reason).ExecuteAsync(cancellationToken);

    /// <summary>Another instance may have learned much the same a moment ago, and no index has it yet.</summary>
    /// <returns>0 for none.</returns>
    private static async Task<long> FindTwinAsync(
        NpgsqlConnection connection, PatternProposal proposal, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await connection.Command("""
            SELECT id, trigger_text, response_template
            FROM decision_patterns
            WHERE created_at > $1 AND deleted_at IS NULL AND version = 1 AND NOT (is_active AND auto_executable)
            ORDER BY id
            """, now - NotYetIndexed).ListAsync(
            reader => (Id: reader.GetInt64(0), Question: reader.GetString(1), Template: reader.GetString(2)), cancellationToken))
        .FirstOrDefault(other =>
            SameAnswer.IsWordForWord(other.Template, proposal.ResponseTemplate)
            && SameAnswer.AsksTheSame(other.Question, proposal.CanonicalQuestion)
            && Agreement.Between(other.Question, proposal.CanonicalQuestion).Agrees).Id;
}
