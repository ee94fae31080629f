namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>What the app has been told of a customer so far, kept apart from the app.</summary>
internal sealed class Customer(string phone)
{
    public string Phone { get; } = phone;

    public DateTimeOffset HumanUntil { get; set; }

    public DateTimeOffset LastOperatorText { get; set; }

    public DateTimeOffset NewestText { get; set; }

    public DateTimeOffset LastStop { get; set; }

    public DateTimeOffset LastStart { get; set; }

    public bool HasOptedOut => LastStop > LastStart;

    public void Hold(DateTimeOffset until) => HumanUntil = Later(HumanUntil, until);

    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
