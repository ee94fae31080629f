using PatternFunctions.Settings;

namespace PatternFunctions.Learning;

/// <summary>A customer's question (a whole burst) and the operator's answer to it, as they were written.</summary>
public sealed record AnalysisRequest
{
    public required string CustomerMessage { get; init; }

    public required string OperatorReply { get; init; }

    /// <summary>From the contact, if there is one. Never sent to a model.</summary>
    public string? CustomerName { get; init; }

    /// <summary>Never sent to a model.</summary>
    public string? OperatorName { get; init; }

    public IReadOnlyList<string> PatternTypes { get; init; } = Learning.PatternTypes.Default;

    /// <summary>The same exchange, with the types and variables that the settings allow.</summary>
    public AnalysisRequest With(LearningConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return this with { PatternTypes = config.PatternTypes, AllowedVariables = config.Variables };
    }

    /// <summary>The variables that a template may use: <see cref="TemplateVariables.BuiltIn"/> and the business's facts.</summary>
    public IReadOnlyList<TemplateVariable> AllowedVariables { get; init; } = TemplateVariables.BuiltIn;
}
