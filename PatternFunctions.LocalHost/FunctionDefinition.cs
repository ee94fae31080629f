namespace PatternFunctions.LocalHost;

public sealed class FunctionDefinition
{
    internal FunctionDefinition(string name, string entryPoint)
    {
        Name = name;
        EntryPoint = entryPoint;
    }

    public string Name { get; }

    /// <summary>Full type name, a dot, method name.</summary>
    public string EntryPoint { get; }
}
