using System.Text.Json.Serialization;

namespace PatternFunctions.Learning;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ListExamplesQuery))]
[JsonSerializable(typeof(ExamplePage))]
[JsonSerializable(typeof(ExampleDetails))]
public sealed partial class ExamplesJson : JsonSerializerContext;
