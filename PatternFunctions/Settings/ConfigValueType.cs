namespace PatternFunctions.Settings;

/// <summary>How the text of a configuration value is read.</summary>
public enum ConfigValueType
{
    /// <summary>true/false, yes/no, on/off, 1/0.</summary>
    Boolean,

    /// <summary>A number with a decimal point, never a comma.</summary>
    Number,

    WholeNumber,

    Text,

    /// <summary>Entries separated by commas, semicolons or line breaks; empty means none.</summary>
    List,

    /// <summary>"21:00-08:00" on the clock of a place, or "off".</summary>
    TimeRange,

    /// <summary>An IANA name such as "America/New_York".</summary>
    TimeZone,
}
