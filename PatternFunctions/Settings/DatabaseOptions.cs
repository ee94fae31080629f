using System.ComponentModel.DataAnnotations;

namespace PatternFunctions.Settings;

/// <summary>Section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    [Required]
    public string ConnectionString { get; set; } = "";
}
