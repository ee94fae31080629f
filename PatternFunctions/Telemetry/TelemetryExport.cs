using Azure.Monitor.OpenTelemetry.Exporter;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PatternFunctions.Storage;

namespace PatternFunctions.Telemetry;

/// <summary>
/// Traces, metrics and logs to whom the settings name: <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> (with the other standard
/// OTEL_ settings), <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>, both or nobody.
/// </summary>
public static class TelemetryExport
{
    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        builder.UseMiddleware<InvocationSpans>();
        // They tell every statement and every request.
        builder.Logging.AddFilter("Npgsql.Command", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);

        var hasOtlp = IsSet(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var hasAzureMonitor = IsSet(builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"]);
        if (!hasOtlp && !hasAzureMonitor)
        {
            return;
        }

        builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Levels>(
            provider, StorageConnection.CreateQueues(provider.GetRequiredService<IConfiguration>(), QueueMessageEncoding.None)));
        var telemetry = builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(Signals.Name));
        telemetry.WithTracing(tracing =>
        {
            tracing.AddSource(Signals.Name, "Npgsql", "System.Net.Http");
            if (hasAzureMonitor)
            {
                tracing.AddAzureMonitorTraceExporter(options => Configure(options, builder.Configuration));
            }

            // After the exporter, which has a sampler of its own.
            tracing.SetSampler(new ParentBasedSampler(new RootSampler()));
        });
        telemetry.WithMetrics(metrics =>
        {
            metrics.AddMeter(Signals.Name);
            if (hasAzureMonitor)
            {
                metrics.AddAzureMonitorMetricExporter(options => Configure(options, builder.Configuration));
            }
        });
        if (hasOtlp || !HostTelemetry.ReportsInvocations)
        {
            telemetry.WithLogging(
                logging =>
                {
                    if (hasAzureMonitor && !HostTelemetry.ReportsInvocations)
                    {
                        logging.AddAzureMonitorLogExporter(options => Configure(options, builder.Configuration));
                    }
                },
                options => options.IncludeFormattedMessage = true);
        }

        if (hasOtlp)
        {
            telemetry.UseOtlpExporter();
        }
    }

    private static void Configure(AzureMonitorExporterOptions options, IConfiguration configuration)
    {
        options.ConnectionString = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"];
        // Set where Application Insights takes no keys: the Functions host reads it, too.
        if (IsSet(configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]))
        {
            options.Credential = AzureIdentity.Create(configuration);
        }
    }

    private static bool IsSet(string? setting) => !string.IsNullOrEmpty(setting);
}
