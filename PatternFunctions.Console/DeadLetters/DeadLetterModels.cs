namespace PatternFunctions.WebConsole.DeadLetters;

public sealed record DeadLetterListModel(IReadOnlyList<DeadLetterRow> Rows, string? Next);

/// <param name="Size">In bytes.</param>
public sealed record DeadLetterRow(long Id, string Queue, string Reason, int Size, DateTimeOffset CreatedAt, DateTimeOffset? ReplayedAt);

/// <param name="Body">As it came; in Base64 if it is no text.</param>
public sealed record DeadLetterModel(DeadLetterRow Letter, string Body, bool IsBase64);
