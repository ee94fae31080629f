using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Learning;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>
/// Makes two patterns that ask the same one: the wordings and examples of the first go to the second, and its text, if
/// it says something else, becomes a proposed version there. Evidence stays where it was earned.
/// </summary>
internal static class PatternMerge
{
    /// <returns>What stands against it; null if it is done.</returns>
    public static async Task<PatternOutcome?> ApplyAsync(
        NpgsqlConnection connection, PatternDetails from, long intoId, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var into = await connection.Command($"SELECT {PatternDetails.Columns} FROM decision_patterns p WHERE p.id = $1 AND p.deleted_at IS NULL", intoId)
            .FirstOrDefaultAsync(PatternDetails.Read, cancellationToken);
        if (into is null || into.Id == from.Id)
        {
            return new PatternOutcome.NotValid("There is no other pattern of that id to merge it into.");
        }

        var version = await VersionAsync(connection, from, into, caller, now, cancellationToken);
        await connection.Command("UPDATE pattern_signatures SET pattern_id = $2 WHERE pattern_id = $1", from.Id, into.Id).ExecuteAsync(cancellationToken);
        await connection.Command("""
            UPDATE pattern_learning_examples
            SET pattern_id = $2, pattern_version = CASE WHEN pattern_version = $3 THEN $4::integer END
            WHERE pattern_id = $1
            """, from.Id, into.Id, from.Version, version).ExecuteAsync(cancellationToken);
        await connection.Command("""
            UPDATE decision_patterns
            SET similar_to = CASE WHEN id <> $2 THEN $2 END
            WHERE similar_to = $1
            """, from.Id, into.Id).ExecuteAsync(cancellationToken);
        await connection.Command("""
            UPDATE decision_patterns
            SET deleted_at = $3, merged_into = $2, similar_to = NULL, is_active = false, auto_executable = false, updated_at = $3
            WHERE id = $1
            """, from.Id, into.Id, now).ExecuteAsync(cancellationToken);
        return null;
    }

    /// <returns>The version of the second pattern that says what the first one says.</returns>
    private static async Task<int> VersionAsync(
        NpgsqlConnection connection, PatternDetails from, PatternDetails into, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var versions = await connection.Command($"SELECT {PatternVersion.Columns} FROM pattern_versions WHERE pattern_id = $1 ORDER BY version = $2 DESC, version DESC", into.Id, into.Version)
            .ListAsync(PatternVersion.Read, cancellationToken);
        return versions.FirstOrDefault(version => version.ResponseTemplate == from.ResponseTemplate || SameAnswer.IsWordForWord(version.ResponseTemplate, from.ResponseTemplate)) is { Version: var known }
            ? known
            : await PatternWriter.ProposeAsync(connection, into.Id, from.ResponseTemplate, caller.Name, now, cancellationToken);
    }
}
