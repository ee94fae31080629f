using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using PatternFunctions.LocalHost.Hosting;

namespace PatternFunctions.Tests.LocalHost;

public sealed class HostSettingsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("host-settings").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Without_a_file_the_real_hosts_defaults_hold()
    {
        var settings = Read("{}");

        Assert.Equal("api", settings.RoutePrefix);
        Assert.Equal(16, settings.Queues.BatchSize);
        Assert.Equal(8, settings.Queues.NewBatchThreshold);
        Assert.Equal(5, settings.Queues.MaxDequeueCount);
        Assert.Equal(TimeSpan.Zero, settings.Queues.VisibilityTimeout);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.Queues.MaxPollingInterval);
        Assert.Equal(TimeSpan.FromMinutes(10), settings.Queues.Lease);
        Assert.Equal(QueueMessageEncoding.Base64, settings.Queues.MessageEncoding);
    }

    [Fact]
    public void The_file_is_read_and_a_setting_stands_above_it()
    {
        const string file = """{"extensions": {"http": {"routePrefix": ""}, "queues": {"batchSize": 4, "messageEncoding": "none"}}}""";

        var settings = Read(file, ("AzureFunctionsJobHost:extensions:queues:batchSize", "6"));

        Assert.Equal("", settings.RoutePrefix);
        Assert.Equal(6, settings.Queues.BatchSize);
        Assert.Equal(3, settings.Queues.NewBatchThreshold);
        Assert.Equal(QueueMessageEncoding.None, settings.Queues.MessageEncoding);
    }

    [Theory]
    [InlineData("batchSize", "0")]
    [InlineData("batchSize", "33")]
    [InlineData("newBatchThreshold", "-1")]
    [InlineData("maxDequeueCount", "0")]
    [InlineData("maxPollingInterval", "00:00:00.05")]
    [InlineData("visibilityTimeout", "8.00:00:00")]
    public void A_value_out_of_range_is_refused_by_name(string name, string value)
    {
        var settings = Read("{}", ($"AzureFunctionsJobHost:extensions:queues:{name}", value));

        Assert.Contains(name, Assert.Throws<InvalidOperationException>(() => settings.Queues).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_between_percent_signs_is_filled_in()
    {
        var settings = Read("{}", ("Decay:Schedule", "0 30 3 * * *"), ("Tenant", "club"));

        Assert.Equal("0 30 3 * * *", settings.Resolve("%Decay:Schedule%"));
        Assert.Equal("events-club-in", settings.Resolve("events-%Tenant%-in"));
        Assert.Contains("Missing", Assert.Throws<InvalidOperationException>(() => settings.Resolve("%Missing%")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Local_settings_stand_below_the_environment_and_above_the_files()
    {
        File.WriteAllText(
            Path.Combine(folder, "local.settings.json"),
            """{"IsEncrypted": false, "Values": {"Database__ConnectionString": "local", "PATTERNS_TEST_SETTING": "local", "Colour": "local"}}""");
        Environment.SetEnvironmentVariable("PATTERNS_TEST_SETTING", "environment");
        var builder = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Colour", "file")])
            .AddEnvironmentVariables();

        LocalSettings.AddTo(builder, folder);

        var configuration = builder.Build();
        Assert.Equal("local", configuration["Database:ConnectionString"]);
        Assert.Equal("environment", configuration["PATTERNS_TEST_SETTING"]);
        Assert.Equal("local", configuration["Colour"]);
    }

    private HostSettings Read(string file, params (string Key, string Value)[] settings)
    {
        File.WriteAllText(Path.Combine(folder, "host.json"), file);
        return new HostSettings(
            new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value))).Build(),
            folder);
    }
}
