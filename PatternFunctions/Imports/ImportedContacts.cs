using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>Names from the business's address book. What an event has told of a contact is newer, whenever it came.</summary>
internal static class ImportedContacts
{
    private const char Separator = ',';

    public static async Task<long> SaveAsync(
        NpgsqlConnection connection, long importId, IReadOnlyList<ExportedContact> contacts, DateTimeOffset now, CancellationToken cancellationToken) =>
        await connection.Command("""
            INSERT INTO contacts (openphone_id, phones, first_name, last_name, is_deleted, updated_at, import_id)
            SELECT id, string_to_array(phones, $5), first_name, last_name, false, $6, $7
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS contact (id, phones, first_name, last_name)
            ON CONFLICT (openphone_id) DO NOTHING
            """, contacts.Select(contact => contact.Id).ToArray(),
            contacts.Select(contact => string.Join(Separator, contact.Phones.Distinct().Order(StringComparer.Ordinal))).ToArray(),
            contacts.Select(contact => contact.FirstName).ToArray(), contacts.Select(contact => contact.LastName).ToArray(), Separator.ToString(), now, importId)
            .ExecuteAsync(cancellationToken);
}
