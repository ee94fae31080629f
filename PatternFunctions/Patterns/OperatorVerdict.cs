namespace PatternFunctions.Patterns;

/// <summary>What an operator made of a proposed reply.</summary>
public enum OperatorVerdict
{
    Approved,

    /// <summary>Sent after changes.</summary>
    Modified,

    Rejected,
}
