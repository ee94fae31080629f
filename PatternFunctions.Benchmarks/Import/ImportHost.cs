using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatternFunctions.Imports;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Import;

/// <summary>The whole app, which works on imports as it does anywhere.</summary>
internal sealed class ImportHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly OpenPhoneSimulator openPhone;

    private ImportHost(IHost host, OpenPhoneSimulator openPhone) => (this.host, this.openPhone) = (host, openPhone);

    public ImportDesk Desk => host.Services.GetRequiredService<ImportDesk>();

    public static async Task<ImportHost> StartAsync(string database, string storage, CancellationToken cancellationToken)
    {
        var openPhone = await OpenPhoneSimulator.StartAsync(new OpenPhoneOptions(), TimeProvider.System, cancellationToken);
        var builder = PatternApp.CreateBuilder(["--port", "0"]);
        builder.Configuration.AddInMemoryCollection(
        [
            KeyValuePair.Create("AzureWebJobsStorage", (string?)storage),
            KeyValuePair.Create("OpenPhone:WebhookSigningKeys:0", (string?)"R2ZLM2o0bFhBNVpyUnU2NG9mYXQ1MHNyR3pvSUhIVVg="),
            KeyValuePair.Create("OpenPhone:ApiKey", (string?)new OpenPhoneOptions().ApiKey),
            KeyValuePair.Create("OpenPhone:BaseUrl", (string?)openPhone.BaseUrl.ToString()),
            KeyValuePair.Create("Database:ConnectionString", (string?)database),
        ]);
        builder.Logging.ClearProviders();
        var host = builder.Build();
        await host.Services.GetRequiredService<MigrationRunner>().RunAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
        return new ImportHost(host, openPhone);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await openPhone.DisposeAsync();
    }
}
