using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>
/// A line across conversations, within the caller's transaction and after the conversation's own lock: two claims that
/// see the last free place under a limit do not both take it, and whoever stops one line of the business has stopped
/// them all.
/// </summary>
public static class ClaimLine
{
    /// <summary>Any number that no other advisory lock has.</summary>
    private const long Key = 0x5245504C59;

    public static Task EnterAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.Command("SELECT pg_advisory_xact_lock($1)", Key).ExecuteAsync(cancellationToken);
}
