namespace PatternFunctions.Learning;

/// <summary>Money set aside for a call that has not been charged yet.</summary>
/// <param name="Day">UTC; the call is charged to this day even when it ends on the next.</param>
/// <param name="Usd">The most that the call can cost, in US dollars.</param>
public sealed record BudgetReservation(DateOnly Day, decimal Usd);
