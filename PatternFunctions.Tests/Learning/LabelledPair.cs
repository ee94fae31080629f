using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

/// <summary>One line of labelled-pairs.jsonl: questions and answers written for this project, and what should come of them.</summary>
public sealed record LabelledPair(string Question, string Answer, string? Customer, string Type, bool Reusable, IReadOnlyList<string> Variables)
{
    public AnalysisRequest Request => new() { CustomerMessage = Question, OperatorReply = Answer, CustomerName = Customer };

    public static IReadOnlyList<LabelledPair> All { get; } = JsonLines.Read<LabelledPair>("labelled-pairs.jsonl");
}
