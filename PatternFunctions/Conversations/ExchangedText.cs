namespace PatternFunctions.Conversations;

/// <summary>One text of a conversation, as far as the loop guard needs to know it.</summary>
public sealed record ExchangedText(bool FromCustomer, string Text);
