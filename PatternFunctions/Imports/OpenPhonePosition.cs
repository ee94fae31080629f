namespace PatternFunctions.Imports;

/// <summary>Where the reading of OpenPhone's API stands.</summary>
/// <param name="IsSecondPass">Conversations move to the front of the list while it is read, past the reader: those that were active meanwhile are read once more.</param>
/// <param name="IsListed">The pass knows its threads and reads them.</param>
/// <param name="LineId">The line that is being listed; null for the first.</param>
/// <param name="PageToken">The next page of the list, or of the thread; null for its first.</param>
/// <param name="ThreadId">The thread that is being read.</param>
public sealed record OpenPhonePosition(bool IsSecondPass, bool IsListed, string? LineId, string? PageToken, long ThreadId);
