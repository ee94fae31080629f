namespace PatternFunctions.Learning;

/// <summary>
/// Turns one answered question into a proposed pattern. Two implementations: GPT-4 on Azure OpenAI, and built-in rules
/// for machines without a model. What can be expected to go wrong comes back as an <see cref="AnalysisOutcome"/>.
/// </summary>
public interface IReplyAnalyser
{
    /// <summary>Stored as <c>created_from</c> of the patterns that it proposes.</summary>
    string Name { get; }

    /// <returns>US dollars that an analysis may cost, at most.</returns>
    decimal EstimateUsd(AnalysisRequest request);

    Task<AnalysisOutcome> AnalyseAsync(AnalysisRequest request, CancellationToken cancellationToken);
}
