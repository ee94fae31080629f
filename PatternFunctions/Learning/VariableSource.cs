namespace PatternFunctions.Learning;

/// <summary>Where a variable's value comes from when a template is rendered.</summary>
public enum VariableSource
{
    /// <summary>The customer's contact.</summary>
    Contact,

    /// <summary>Found in the customer's message.</summary>
    Message,

    /// <summary>A fact of the business that an admin has entered.</summary>
    Fact,
}
