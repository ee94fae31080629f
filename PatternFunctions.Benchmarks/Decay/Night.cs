using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PatternFunctions.Patterns;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Decay;

/// <summary>The same work for a table's patterns in three ways: as the app does it, as one could without a history, and row by row.</summary>
internal sealed class Night(NpgsqlDataSource source, int patterns)
{
    public NightClock Clock { get; } = new();

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        Clock.Next();
        var decay = new ConfidenceDecay(source, Clock, NullLogger<ConfidenceDecay>.Instance);
        if (await decay.RunAsync(cancellationToken) != patterns)
        {
            throw new InvalidOperationException("Not every pattern lost confidence.");
        }
    }

    public Task UpdateAsync(CancellationToken cancellationToken) => source.Command("""
        UPDATE decision_patterns SET confidence_score = confidence_score - 0.01, updated_at = now() WHERE last_used_at < '2026-02-01'
        """).ExecuteAsync(cancellationToken);

    public async Task LoopAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        for (var id = 1L; id <= patterns; id++)
        {
            await connection.Command("UPDATE decision_patterns SET confidence_score = confidence_score - 0.01, updated_at = now() WHERE id = $1", id)
                .ExecuteAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
