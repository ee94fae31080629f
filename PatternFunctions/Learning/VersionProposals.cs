using Npgsql;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>
/// When operators in several conversations have answered otherwise than a pattern, and alike, their answer becomes a
/// proposed version of it. The pattern's own text is changed by an admin alone.
/// </summary>
public sealed class VersionProposals(NpgsqlDataSource dataSource, TimeProvider clock)
{
    private const int MostExamples = 100;

    /// <param name="pattern">Which says something else.</param>
    /// <param name="example">The latest.</param>
    /// <param name="template">Its answer.</param>
    /// <param name="config">Says how many there must be.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The examples before it that say the same; null if they are still too few.</returns>
    public async Task<IReadOnlyList<long>?> FindSupportAsync(
        KnownPattern pattern, LearningExample example, string template, LearningConfig config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(config);
        // What was said before the present text was adopted is no objection to it.
        var others = await dataSource.Command($"""
            SELECT {LearningExample.Columns}
            FROM pattern_learning_examples e
            JOIN conversations c ON c.id = e.conversation_id
            WHERE e.pattern_id = $1 AND e.status = 'evidence' AND e.pattern_version IS NULL AND e.weight >= $2
              AND e.created_at > $3 AND e.id <> $4
            ORDER BY e.id DESC
            LIMIT $5
            """, pattern.Id, (decimal)ExampleQuality.Reusable, pattern.Current.AdoptedAt ?? pattern.Current.CreatedAt, example.Id, MostExamples)
            .ListAsync(LearningExample.Read, cancellationToken);
        var alike = others.Where(other => SameAnswer.Holds(TemplateOf(other, pattern, config), template)).ToArray();
        return alike.Append(example).Select(each => each.ConversationId).Distinct().Count() >= config.ProposalMinExamples
            ? [.. alike.Select(other => other.Id)]
            : null;
    }

    /// <summary>Proposes the template, unless it is proposed already; what was put aside by an admin stays there.</summary>
    /// <returns>False if the pattern is not as it was when it was compared.</returns>
    public async Task<bool> AddAsync(
        KnownPattern compared, LearningExample example, IReadOnlyList<long> support, string template, string createdFrom,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(compared);
        ArgumentNullException.ThrowIfNull(example);
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("SELECT FROM decision_patterns WHERE id = $1 FOR NO KEY UPDATE", compared.Id).ExecuteAsync(cancellationToken);
        if (await KnownPattern.FindAsync(connection, compared.Id, cancellationToken) is not { } pattern || pattern.Version != compared.Version)
        {
            return false;
        }

        var said = pattern.Saying(template);
        var version = said?.Version ?? await PatternWriter.ProposeAsync(connection, pattern.Id, template, createdFrom, clock.GetUtcNow(), cancellationToken);
        if (said is { Status: "former" })
        {
            await connection.Command("UPDATE pattern_versions SET status = 'proposed' WHERE pattern_id = $1 AND version = $2", pattern.Id, version)
                .ExecuteAsync(cancellationToken);
        }

        await connection.Command("""
            UPDATE pattern_learning_examples
            SET status = 'evidence', pattern_id = $2, pattern_version = $3, reason = 'differs', next_attempt_at = NULL
            WHERE id = ANY ($1)
            """, support.Append(example.Id).ToArray(), pattern.Id, version).ExecuteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private static string TemplateOf(LearningExample example, KnownPattern pattern, LearningConfig config)
    {
        var request = example.ToRequest(config);
        return AnswerTemplate.Of(request, MaskedExchange.Of(request), pattern.Type);
    }
}
