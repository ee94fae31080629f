using System.Text.Json.Nodes;

namespace PatternFunctions.Tests.Infra;

/// <summary>What a deployment to an environment makes, as reviewed.</summary>
internal sealed class Snapshot(string environment)
{
    private readonly JsonArray _resources =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Bicep.Folder, $"{environment}.snapshot.json")))!["predictedResources"]!.AsArray();

    public IEnumerable<JsonNode> All => _resources.Select(resource => resource!);

    public IEnumerable<JsonNode> OfType(string type) => All.Where(resource => TypeOf(resource) == type);

    public static string TypeOf(JsonNode resource) => resource["type"]!.GetValue<string>();

    /// <summary>The last part of the name: a queue's, without its account's.</summary>
    public static string NameOf(JsonNode resource) => resource["name"]!.GetValue<string>().Split('/')[^1];

    public IReadOnlyList<string> AppSettings =>
        [.. OfType("Microsoft.Web/sites").Single()["properties"]!["siteConfig"]!["appSettings"]!.AsArray()
            .Select(setting => setting!["name"]!.GetValue<string>())];
}
