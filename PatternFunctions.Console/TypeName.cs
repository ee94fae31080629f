namespace PatternFunctions.WebConsole;

/// <summary>Types of patterns as people read them.</summary>
public static class TypeName
{
    public static string Of(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Replace('_', ' ');
    }
}
