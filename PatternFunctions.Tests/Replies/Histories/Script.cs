namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>What is said in a history.</summary>
internal static class Script
{
    public const string Hours = "What are your hours on Sunday?";
    public const string Cards = "Do you sell gift cards at all?";
    public const string Dog = "Can I bring my dog?";
    public const string Park = "Where can I park?";
    public const string Suffix = "[Automated Response]";
    public const string Correction = "Sorry for the confusion, that was wrong";

    public static readonly string[] Stops = ["STOP", "please stop texting me"];
    public static readonly string[] Contradictions = ["No, that's wrong", "can I talk to a human please"];

    /// <summary>Each as often as it stands here.</summary>
    public static readonly string[] CustomersSay =
    [
        Hours, Hours, Hours, Hours, Hours, Hours, Hours, Hours, Cards, Cards, Cards, Cards, Cards, Cards, Cards, Cards, Dog, Dog, Park,
        "is bay four free now?", "thanks!", "one more thing", .. Stops, "START", "START", "START", "START", "START", "START", .. Contradictions,
    ];

    /// <summary>To a text of ours.</summary>
    public static readonly string[] CustomersReply = [.. Contradictions, Hours, "thanks!", "thanks!", "one more thing"];

    public static readonly string[] OperatorsSay = ["Hi, this is Sam", "Bay two is yours", Correction];
}
