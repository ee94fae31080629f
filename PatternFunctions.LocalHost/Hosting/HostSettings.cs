using Microsoft.Extensions.Configuration;
using PatternFunctions.LocalHost.Queues;

namespace PatternFunctions.LocalHost.Hosting;

/// <summary>
/// host.json from the app's folder. As on the real host, a setting <c>AzureFunctionsJobHost__extensions__queues__batchSize</c>
/// stands above the file's <c>extensions.queues.batchSize</c>.
/// </summary>
internal sealed class HostSettings(IConfiguration app, string folder)
{
    private readonly IConfiguration host = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(folder, "host.json"), optional: true)
        .AddConfiguration(app.GetSection("AzureFunctionsJobHost"))
        .Build();

    public string RoutePrefix => (host["extensions:http:routePrefix"] ?? "api").Trim('/');

    /// <remarks>The lease is no setting of the real host's; <c>LocalHost__MessageLease</c> shortens it where processes are killed on purpose.</remarks>
    public QueueSettings Queues => new(host.GetSection("extensions:queues"))
    {
        Lease = app.GetValue("LocalHost:MessageLease", TimeSpan.FromMinutes(10)),
    };

    public IConfiguration Logging => host.GetSection("logging");

    /// <summary>Instances with the same id share each timer between them.</summary>
    public string Id(string applicationName) =>
        app["AzureFunctionsWebHost:hostid"] ?? applicationName.ToLowerInvariant().Replace('.', '-');

    public bool IsDisabled(FunctionEntry entry) =>
        bool.TryParse(app[$"AzureWebJobs.{entry.Name}.Disabled"] ?? app[$"AzureWebJobs_{entry.Name}_Disabled"], out var disabled) && disabled;

    /// <summary>Replaces every <c>%Setting%</c>.</summary>
    /// <exception cref="InvalidOperationException">The setting does not exist.</exception>
    public string Resolve(string text)
    {
        var parts = text.Split('%');
        for (var i = 1; i < parts.Length - 1; i += 2)
        {
            parts[i] = app[parts[i]] ?? throw new InvalidOperationException($"'{text}' names the setting '{parts[i]}', which does not exist.");
        }

        return string.Concat(parts);
    }

    /// <param name="connection">The name of a setting; null means AzureWebJobsStorage.</param>
    /// <exception cref="InvalidOperationException">The setting does not exist.</exception>
    public string StorageConnection(string? connection = null) =>
        (connection is null ? app["AzureWebJobsStorage"] : app[$"AzureWebJobs{connection}"] ?? app[connection])
        ?? throw new InvalidOperationException($"Queues and timers need a storage connection string in the setting '{connection ?? "AzureWebJobsStorage"}'.");
}
