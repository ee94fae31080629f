using Azure;
using Azure.Storage.Queues;
using Npgsql;

namespace PatternFunctions.Storage;

/// <summary>Whether the app's two supports answer.</summary>
public sealed class Readiness(NpgsqlDataSource dataSource, QueueServiceClient queues)
{
    /// <returns>What does not answer; empty if all is well.</returns>
    public async Task<IReadOnlyList<string>> FindFailuresAsync(CancellationToken cancellationToken)
    {
        List<string> failures = [];
        try
        {
            await dataSource.Command("SELECT 1").ExecuteAsync(cancellationToken);
        }
        catch (NpgsqlException)
        {
            failures.Add("database");
        }

        try
        {
            await queues.GetQueueClient(WorkQueues.OpenPhoneEvents).ExistsAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException)
        {
            failures.Add("storage");
        }

        return failures;
    }
}
