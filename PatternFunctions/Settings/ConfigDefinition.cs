using System.Globalization;

namespace PatternFunctions.Settings;

/// <summary>What one key of <c>pattern_learning_config</c> means and may hold.</summary>
public sealed record ConfigDefinition
{
    public required string Key { get; init; }

    public required ConfigValueType Type { get; init; }

    public required string Default { get; init; }

    /// <summary>What is used while the stored text cannot be read or is out of range: never bolder than the default.</summary>
    public required string Safe { get; init; }

    /// <summary>Smallest number, or null where there is no number.</summary>
    public decimal? Min { get; init; }

    /// <summary>Largest number; for texts and lists the largest length in characters.</summary>
    public decimal? Max { get; init; }

    /// <summary>What each entry of a list must be; null if anything may be.</summary>
    public ConfigEntries? Entries { get; init; }

    /// <summary>One sentence for the people who set it.</summary>
    public required string Description { get; init; }

    /// <returns>What is wrong with the text, as a sentence without the value; null if it can be used.</returns>
    public string? Check(string? text)
    {
        if (text is null)
        {
            return "There is no value.";
        }

        return Type switch
        {
            ConfigValueType.Boolean => ConfigText.ToBoolean(text) is null ? "It must be true or false." : null,
            ConfigValueType.Number => CheckNumber(ConfigText.ToDecimal(text), "a number with a decimal point"),
            ConfigValueType.WholeNumber => CheckNumber(ConfigText.ToInteger(text), "a whole number"),
            ConfigValueType.TimeRange => ConfigText.IsTimeRange(text) ? null : "It must be off, or two times such as 21:00-08:00.",
            ConfigValueType.TimeZone => ConfigText.ToTimeZone(text) is null ? "It must be a time zone such as America/New_York." : null,
            ConfigValueType.List when text.Length <= Max && Entries is { } entries =>
                ConfigText.ToList(text).All(entries.IsValid) ? null : $"Each entry must be {entries.Form}.",
            _ => text.Length > Max ? string.Create(CultureInfo.InvariantCulture, $"It must be no longer than {Max} characters.") : null,
        };
    }

    private string? CheckNumber(decimal? number, string kind) =>
        number is null
            ? $"It must be {kind}."
            : number < Min || number > Max
                ? string.Create(CultureInfo.InvariantCulture, $"It must be between {Min} and {Max}.")
                : null;
}
