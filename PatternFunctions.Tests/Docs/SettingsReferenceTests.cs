using System.Globalization;
using System.Reflection;
using PatternFunctions.Access;
using PatternFunctions.Learning;
using PatternFunctions.OpenPhone;
using PatternFunctions.Settings;

namespace PatternFunctions.Tests.Docs;

/// <summary>docs/settings.md says what the code says. PATTERNS_UPDATE_GOLDEN=1 writes its table of keys anew.</summary>
public sealed class SettingsReferenceTests
{
    private const string Begin = "<!-- keys: written from the code -->\n";
    private const string End = "<!-- end of keys -->\n";

    private static readonly string page = Path.Combine(DocumentFolder.Root, "docs", "settings.md");

    [Fact]
    public void The_table_of_keys_is_the_codes()
    {
        var text = File.ReadAllText(page);
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("PATTERNS_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(page, text[..from] + Table() + text[to..]);
        }
        else
        {
            Assert.Equal(Table(), text[from..to]);
        }
    }

    [Fact]
    public void Every_app_setting_that_the_code_reads_has_its_line()
    {
        var text = File.ReadAllText(page);

        Assert.DoesNotContain(
            Settings(DatabaseOptions.Section, typeof(DatabaseOptions))
                .Concat(Settings(OpenPhoneOptions.Section, typeof(OpenPhoneOptions)))
                .Concat(Settings(AzureOpenAIOptions.Section, typeof(AzureOpenAIOptions)))
                .Concat(Settings(AccessOptions.Section, typeof(AccessOptions))),
            setting => !text.Contains($"`{setting}`", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Settings(string section, Type options) => options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite || property.PropertyType == typeof(IList<string>))
        .SelectMany(property => property.PropertyType switch
        {
            var type when type == typeof(IList<string>) => [$"{section}__{property.Name}__0"],
            { IsClass: true, Assembly: var assembly } type when assembly == options.Assembly => Settings($"{section}__{property.Name}", type),
            _ => (IEnumerable<string>)[$"{section}__{property.Name}"],
        });

    private static string Table() => string.Concat(
        ConfigDefinitions.All.Select(key => string.Create(
            CultureInfo.InvariantCulture, $"| `{key.Key}` | {(key.Default.Length == 0 ? "(empty)" : key.Default)} | {Kind(key)} | {key.Description} |\n"))
        .Prepend("| key | default | what it may be | what it means |\n|---|---|---|---|\n"));

    private static string Kind(ConfigDefinition key) => key.Type switch
    {
        ConfigValueType.Boolean => "true or false",
        ConfigValueType.Number => string.Create(CultureInfo.InvariantCulture, $"{key.Min} to {key.Max}"),
        ConfigValueType.WholeNumber => string.Create(CultureInfo.InvariantCulture, $"{key.Min} to {key.Max}, whole"),
        ConfigValueType.List => "a list with commas",
        ConfigValueType.TimeRange => "two times, or off",
        ConfigValueType.TimeZone => "a time zone",
        _ => string.Create(CultureInfo.InvariantCulture, $"a text of up to {key.Max} characters"),
    };
}
