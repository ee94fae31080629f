namespace PatternFunctions.WebConsole.Parts;

/// <summary>A text of a conversation and what became of it.</summary>
public sealed record Message
{
    public required string Text { get; init; }

    /// <summary>customer, operator, automation or system.</summary>
    public required string Sender { get; init; }

    /// <summary>The operator's name, if it is known.</summary>
    public string? Writer { get; init; }

    public required DateTimeOffset At { get; init; }

    public int MediaCount { get; init; }

    /// <summary>It could not be delivered.</summary>
    public bool IsFailed { get; init; }

    /// <summary>Of the decision that it led to.</summary>
    public long? DecisionId { get; init; }

    /// <summary>Its explanation is open.</summary>
    public bool IsExplained { get; init; }

    /// <summary>It is the question, or a part of it, that a decision is asked for.</summary>
    public bool IsAsked { get; init; }

    /// <summary>Under the text: how it came about, or what was made of it.</summary>
    public Fate? Fate { get; init; }

    /// <summary>What had been proposed, where a person sent something else.</summary>
    public string? Proposed { get; init; }

    /// <summary>What would have been said, had it not been shadow mode.</summary>
    public string? WouldHaveSaid { get; init; }

    public Explanation? Because { get; init; }

    public long? PatternId { get; init; }

    public bool IsIncoming => Sender is "customer";
}
