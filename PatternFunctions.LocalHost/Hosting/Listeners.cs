using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PatternFunctions.LocalHost.Queues;
using PatternFunctions.LocalHost.Timers;

namespace PatternFunctions.LocalHost.Hosting;

/// <summary>One listener for each queue's and timer's function.</summary>
internal static class Listeners
{
    private const string PoisonSuffix = "-poison";

    public static void Add(IServiceCollection services, HostSettings settings, IEnumerable<FunctionEntry> entries, string hostId)
    {
        foreach (var entry in entries)
        {
            switch (entry.Trigger)
            {
                case TriggerKind.Queue:
                    AddQueue(services, settings, entry);
                    break;
                case TriggerKind.Timer:
                    AddTimer(services, settings, entry, hostId);
                    break;
            }
        }
    }

    private static void AddQueue(IServiceCollection services, HostSettings settings, FunctionEntry entry)
    {
        var options = settings.Queues;
        var account = new QueueServiceClient(settings.StorageConnection(entry.Connection));
        var queue = account.GetQueueClient(settings.Resolve(entry.Queue!));
        var poison = queue.Name.EndsWith(PoisonSuffix, StringComparison.Ordinal) ? null : account.GetQueueClient(queue.Name + PoisonSuffix);
        services.AddSingleton<IListener>(provider => new QueueListener(
            entry,
            queue,
            options,
            new MessageProcessor(
                entry,
                queue,
                poison,
                options,
                provider.GetRequiredService<FunctionInvoker>(),
                provider.GetRequiredService<ILogger<MessageProcessor>>()),
            provider.GetRequiredService<ILogger<QueueListener>>()));
    }

    private static void AddTimer(IServiceCollection services, HostSettings settings, FunctionEntry entry, string hostId)
    {
        var text = settings.Resolve(entry.Schedule!);
        if (!TimerSchedule.TryParse(text, out var schedule))
        {
            throw new InvalidOperationException($"{entry.Name}: '{text}' is no schedule of six fields, seconds first.");
        }

        var container = new BlobContainerClient(settings.StorageConnection(), "azure-webjobs-hosts");
        services.AddSingleton<IListener>(provider => new TimerListener(
            entry,
            schedule,
            new TimerStore(container, hostId, entry),
            provider.GetRequiredService<FunctionInvoker>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System,
            provider.GetRequiredService<ILogger<TimerListener>>()));
    }
}
