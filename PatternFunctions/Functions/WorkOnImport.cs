using PatternFunctions.Imports;
using PatternFunctions.Storage;

namespace PatternFunctions.Functions;

public sealed class WorkOnImport(ImportRunner runner, FailedAttempts failures)
{
    [Function(nameof(WorkOnImport))]
    public Task RunAsync([QueueTrigger(WorkQueues.ImportWork)] ImportWork work, CancellationToken cancellationToken) =>
        failures.NoteAsync(WorkQueues.ImportWork, work, runner.WorkAsync, cancellationToken);
}
