namespace PatternFunctions.Learning;

public enum TryLaterReason
{
    /// <summary>429: the deployment's rate limit.</summary>
    Throttled,

    /// <summary>5xx, no connection.</summary>
    Unavailable,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>Too many failures in a row: not even tried.</summary>
    CircuitOpen,

    /// <summary><c>ai_daily_budget_usd</c> is spent: not tried.</summary>
    BudgetSpent,

    /// <summary>The answer broke off, or was no JSON: models do that now and then.</summary>
    UnusableAnswer,

    /// <summary>401, 403, 404: the settings are wrong, and an admin has to look.</summary>
    Misconfigured,
}
