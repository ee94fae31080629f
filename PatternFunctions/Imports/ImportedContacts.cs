using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Names from the business's address book. What an event has told of a contact is newer, whenever it came.</summary>
internal static class ImportedContacts
{
    public static async Task<long> SaveAsync(
        NpgsqlConnection connection, long importId, IReadOnlyList<ExportedContact> contacts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var added = 0L;
        foreach (var contact in contacts)
        {
            added += await connection.Command("""
                INSERT INTO contacts (openphone_id, phones, first_name, last_name, is_deleted, updated_at, import_id)
                VALUES ($1, $2, $3, $4, false, $5, $6)
                ON CONFLICT (openphone_id) DO NOTHING
                """, contact.Id, contact.Phones.Distinct().Order(StringComparer.Ordinal).ToArray(), contact.FirstName, contact.LastName, now, importId)
                .ExecuteAsync(cancellationToken);
        }

        return added;
    }
}
