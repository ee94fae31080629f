namespace PatternFunctions.Learning;

/// <summary>What an analysis used of a deployment. The cost is tokens × the prices in the settings.</summary>
public sealed record AnalysisUsage(string Model, int InputTokens, int OutputTokens, decimal CostUsd);
