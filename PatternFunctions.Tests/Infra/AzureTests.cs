using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PatternFunctions.Access;
using PatternFunctions.Learning;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Tests.Infra;

public class AzureTests
{
    private const string App = "Microsoft.Web/sites";

    private static readonly Dictionary<string, Type> Sections = new()
    {
        [OpenPhoneOptions.Section] = typeof(OpenPhoneOptions),
        [AzureOpenAIOptions.Section] = typeof(AzureOpenAIOptions),
        [AccessOptions.Section] = typeof(AccessOptions),
        [DatabaseOptions.Section] = typeof(DatabaseOptions),
        [$"{AccessOptions.Section}__{nameof(AccessOptions.Entra)}"] = typeof(EntraOptions),
    };

    /// <summary>Read by the Functions host and by libraries, by these very names.</summary>
    private static readonly string[] HostSettings =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AZURE_CLIENT_ID",
        "AzureWebJobsStorage__blobServiceUri",
        "AzureWebJobsStorage__clientId",
        "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__queueServiceUri",
        "AzureWebJobsStorage__tableServiceUri",
    ];

    private static readonly string[] AskingFiles = ["modules/alerts.bicep", "workbook.json"];

    /// <summary>What the code can be told besides, but has a good default for, or does without when it has an identity.</summary>
    private static readonly string[] LeftToDefaults =
    [
        "Access__Callers",
        "Access__Entra__AdminRole",
        "Access__Entra__ClientSecret", // where a client id is given
        "Access__Entra__OperatorRole",
        "Access__Entra__RedirectUri",
        "Access__Failures",
        "Access__LinkLifetime",
        "Access__SessionLifetime",
        "Access__Sources",
        "AzureOpenAI__ApiKey",
        "AzureOpenAI__InputPrice",
        "AzureOpenAI__MaxOutputTokens",
        "AzureOpenAI__OutputPrice",
        "AzureOpenAI__Retries",
        "AzureOpenAI__RetryDelayMilliseconds",
        "AzureOpenAI__TimeoutSeconds",
        "OpenPhone__LegacySignatureTolerance",
        "OpenPhone__RequestTimeout",
        "OpenPhone__StandardSignatureTolerance",
    ];

    [Fact]
    public void In_production_only_the_app_can_be_reached_from_outside()
    {
        var open = new Snapshot("prod").All.Where(resource =>
            (string?)resource["properties"]?["publicNetworkAccess"] == "Enabled"
            || (string?)resource["properties"]?["network"]?["publicNetworkAccess"] == "Enabled"
            || (string?)resource["properties"]?["networkAcls"]?["defaultAction"] == "Allow"
            || Snapshot.TypeOf(resource).EndsWith("/firewallRules", StringComparison.Ordinal));

        Assert.Equal([App], open.Select(Snapshot.TypeOf));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Nothing_is_opened_by_a_key_or_a_password(string environment)
    {
        var snapshot = new Snapshot(environment);

        Assert.False(Property<bool>(snapshot, "Microsoft.Storage/storageAccounts", "allowSharedKeyAccess"));
        Assert.False(Property<bool>(snapshot, "Microsoft.Storage/storageAccounts", "allowBlobPublicAccess"));
        Assert.True(Property<bool>(snapshot, "Microsoft.CognitiveServices/accounts", "disableLocalAuth"));
        Assert.True(Property<bool>(snapshot, "Microsoft.Insights/components", "DisableLocalAuth"));
        Assert.True(Property<bool>(snapshot, "Microsoft.KeyVault/vaults", "enableRbacAuthorization"));
        Assert.True(Property<bool>(snapshot, App, "httpsOnly"));
        Assert.Equal("Disabled", (string?)Properties(snapshot, "Microsoft.DBforPostgreSQL/flexibleServers")["authConfig"]!["passwordAuth"]);
        Assert.All(
            snapshot.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies"),
            policy => Assert.False(policy["properties"]!["allow"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void The_app_has_the_roles_that_it_needs_and_no_others(string environment)
    {
        var roles = new Snapshot(environment).OfType("Microsoft.Authorization/roleAssignments")
            .Select(role => (
                Scope: role["id"]!.GetValue<string>().Split("/providers/")[^2].Split('/')[0],
                Role: role["properties"]!["roleDefinitionId"]!.GetValue<string>().Split('/')[^1]));

        Assert.Equal(
            [
                ("Microsoft.CognitiveServices", "5e0bd9bd-7b93-4f28-af87-19fc36ad61bd"), // Cognitive Services OpenAI User
                ("Microsoft.Insights", "3913510d-42f4-4e42-8a64-420c390055eb"), // Monitoring Metrics Publisher
                ("Microsoft.KeyVault", "4633458b-17de-408a-b874-0445c86b69e6"), // Key Vault Secrets User
                ("Microsoft.Storage", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3"), // Storage Table Data Contributor
                ("Microsoft.Storage", "974c5e8b-45b9-4653-ba55-5f855dd0fb88"), // Storage Queue Data Contributor
                ("Microsoft.Storage", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"), // Storage Blob Data Owner
            ],
            roles.Order());
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Queues_and_containers_are_spelled_as_in_the_code(string environment)
    {
        var snapshot = new Snapshot(environment);

        Assert.Equal(
            WorkQueues.All.SelectMany(queue => new[] { queue, $"{queue}-poison" }).Order(StringComparer.Ordinal),
            snapshot.OfType("Microsoft.Storage/storageAccounts/queueServices/queues").Select(Snapshot.NameOf).Order(StringComparer.Ordinal));
        Assert.Contains(EventBodies.Container, snapshot.OfType("Microsoft.Storage/storageAccounts/blobServices/containers").Select(Snapshot.NameOf));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Each_setting_that_is_deployed_is_read_and_each_that_is_read_is_deployed(string environment)
    {
        var deployed = new Snapshot(environment).AppSettings.Select(WithoutIndex).Distinct().Except(HostSettings);
        var read = Sections.SelectMany(section => section.Value.GetProperties()
            .Where(property => property.CanWrite || property.PropertyType.IsGenericType)
            .Select(property => $"{section.Key}__{property.Name}"))
            .Except(Sections.Keys);

        Assert.Equal(read.Except(LeftToDefaults).Order(StringComparer.Ordinal), deployed.Order(StringComparer.Ordinal));
        Assert.Empty(HostSettings.Except(new Snapshot(environment).AppSettings));
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public void Secrets_are_references_and_never_values(string environment)
    {
        var settings = new Snapshot(environment).OfType(App).Single()["properties"]!["siteConfig"]!["appSettings"]!.AsArray()
            .Where(setting => setting!["name"]!.GetValue<string>() is var name && (name.Contains("Key", StringComparison.Ordinal) || name.Contains("Secret", StringComparison.Ordinal)))
            .ToList();

        Assert.Equal(3, settings.Count);
        Assert.All(settings, setting => Assert.Contains("@Microsoft.KeyVault(", setting!["value"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_alert_has_a_paragraph_in_the_runbook_with_what_it_means_and_what_to_do()
    {
        var runbook = await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "..", "docs", "operations.md"));
        var alerts = Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "modules", "alerts.bicep")), "^ +(?:{ )?(?:name|displayName): '([a-z-]+)'", RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Equal(12, alerts.Count);
        Assert.All(alerts, alert => Assert.Matches($@"(?m)^### .*\b{alert}\b[^#]*\*Means\*[^#]*\*Look\*[^#]*\*Do\*", runbook));
    }

    /// <summary>An address may hold a customer's number, and the host would report each with its request, and with the call by which it hands it on.</summary>
    [Fact]
    public async Task The_host_itself_reports_no_addresses()
    {
        var host = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Bicep.Folder, "..", "host.json")))!;
        var insights = host["logging"]!["applicationInsights"]!;

        Assert.Null(host["telemetryMode"]);
        Assert.False(insights["enableDependencyTracking"]!.GetValue<bool>());
        Assert.False(insights["httpAutoCollectionOptions"]!["enableHttpTriggerExtendedInfoCollection"]!.GetValue<bool>());
    }

    /// <summary>What alerts and workbook look for in AppMetrics.</summary>
    internal static IEnumerable<string> MetricsInQueries() =>
        AskingFiles.SelectMany(file => Regex.Matches(File.ReadAllText(Path.Combine(Bicep.Folder, file)), """Name == \\?"(patterns\.[a-z_.]+)"""))
            .Select(match => match.Groups[1].Value)
            .Distinct();

    private static string WithoutIndex(string setting) =>
        setting.LastIndexOf("__", StringComparison.Ordinal) is var last and > 0 && int.TryParse(setting[(last + 2)..], out _) ? setting[..last] : setting;

    private static JsonNode Properties(Snapshot snapshot, string type) => snapshot.OfType(type).Single()["properties"]!;

    private static T Property<T>(Snapshot snapshot, string type, string name) => Properties(snapshot, type)[name]!.GetValue<T>();
}
