using Npgsql;
using PatternFunctions.Patterns;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>A pattern, active or not, to which an example may belong.</summary>
/// <param name="AnswersByItself">An admin has let it: its reach is not for learning to widen.</param>
/// <param name="Versions">All its texts, the current one among them.</param>
public sealed record KnownPattern(long Id, string Type, int Version, bool AnswersByItself, IReadOnlyList<PatternVersion> Versions)
{
    public PatternVersion Current => Versions.First(version => version.Version == Version);

    /// <returns>The one that says what the template says, the current one first; null if none does.</returns>
    public PatternVersion? Saying(string template) =>
        Versions.Where(version => SameAnswer.Holds(version.ResponseTemplate, template)).MaxBy(version => version.Version == Version);

    public static async Task<KnownPattern?> FindAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        var versions = await connection.Command($"SELECT {PatternVersion.Columns} FROM pattern_versions WHERE pattern_id = $1 ORDER BY version DESC", id)
            .ListAsync(PatternVersion.Read, cancellationToken);
        return await connection.Command("""
            SELECT id, pattern_type, version, is_active AND auto_executable
            FROM decision_patterns
            WHERE id = $1 AND deleted_at IS NULL
            """, id).FirstOrDefaultAsync(
            reader => new KnownPattern(reader.GetInt64(0), reader.GetString(1), reader.GetInt32(2), reader.GetBoolean(3), versions), cancellationToken);
    }

    public static async Task<KnownPattern?> FindBySignatureAsync(NpgsqlConnection connection, string signature, CancellationToken cancellationToken) =>
        await Wordings.OwnerAsync(connection, signature, cancellationToken) is var id and > 0
            ? await FindAsync(connection, id, cancellationToken)
            : null;
}
