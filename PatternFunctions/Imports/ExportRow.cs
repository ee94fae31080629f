namespace PatternFunctions.Imports;

/// <summary>One row of an export: a message, a contact, a user, or the reason why it is none of them.</summary>
/// <param name="Row">Counted from 1, the header.</param>
/// <param name="Line">Where it begins in the file, counted from 1. A row may have several lines.</param>
/// <param name="Problem">Without anything that somebody wrote.</param>
public sealed record ExportRow(long Row, long Line, ExportedMessage? Message = null, ExportedContact? Contact = null, ExportedUser? User = null, string? Problem = null);
