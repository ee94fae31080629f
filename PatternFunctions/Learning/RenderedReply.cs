namespace PatternFunctions.Learning;

/// <summary>The text, with a blank for each variable that is unfilled; those variables, each once.</summary>
public sealed record RenderedReply(string Text, IReadOnlyList<string> Unfilled)
{
    /// <summary>Whether it may go out without a person: every variable filled, and one message long at most.</summary>
    public bool IsSendable => Unfilled.Count == 0 && Text.Length <= Template.MaxLength && !string.IsNullOrWhiteSpace(Text);
}
