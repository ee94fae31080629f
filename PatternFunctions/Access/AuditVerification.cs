namespace PatternFunctions.Access;

/// <param name="Entries">How many there are; the number of the last one.</param>
/// <param name="LastHash">Of the last one. Noted down elsewhere, it shows later that all up to it is as it was.</param>
/// <param name="Problems">The first 100.</param>
public sealed record AuditVerification(bool IsIntact, long Entries, string LastHash, IReadOnlyList<AuditProblem> Problems);

/// <param name="Id">The entry at which the chain breaks.</param>
public sealed record AuditProblem(long Id, string Problem);
