using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>
/// Takes an import back: its messages, pairs, proposals and contacts. What live traffic has brought since stays, and so
/// do patterns that a person has approved, and stops.
/// </summary>
public sealed class RollingBack : IImportPhase
{
    public bool Suits(ImportRow import) => import?.Phase is "rolling_back";

    public async Task WorkAsync(ImportSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var (connection, id) = (session.Connection, session.Import.Id);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.Command("DELETE FROM pattern_learning_examples WHERE import_id = $1 AND pattern_id IS NULL", id).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM import_staging WHERE import_id = $1 AND status <> 'approved'", id).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM import_threads WHERE import_id = $1", id).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM contacts WHERE import_id = $1", id).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM operators WHERE import_id = $1", id).ExecuteAsync(cancellationToken);
        await connection.Command("CREATE TEMP TABLE import_emptied (id bigint) ON COMMIT DROP").ExecuteAsync(cancellationToken);
        await connection.Command("""
            WITH gone AS (DELETE FROM conversation_messages WHERE import_id = $1 RETURNING conversation_id)
            INSERT INTO import_emptied SELECT DISTINCT conversation_id FROM gone
            """, id).ExecuteAsync(cancellationToken);
        // Locked first and looked at afterwards: a text that is just coming in would go with its conversation.
        await connection.Command("SELECT FROM conversations WHERE id IN (SELECT id FROM import_emptied) ORDER BY id FOR UPDATE").ExecuteAsync(cancellationToken);
        await connection.Command("""
            DELETE FROM conversations c
            USING import_emptied e
            WHERE c.id = e.id AND c.human_until IS NULL
              AND NOT EXISTS (SELECT FROM conversation_messages m WHERE m.conversation_id = c.id)
              AND NOT EXISTS (SELECT FROM pattern_execution_history h WHERE h.conversation_id = c.id)
              AND NOT EXISTS (SELECT FROM pattern_learning_examples x WHERE x.conversation_id = c.id)
            """).ExecuteAsync(cancellationToken);
        if (await session.SaveAsync(session.Import with { Status = ImportRow.RolledBack }, cancellationToken))
        {
            await transaction.CommitAsync(cancellationToken);
        }
    }
}
