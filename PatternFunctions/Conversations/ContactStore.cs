using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>The names that customers have in the business's address book, by phone number.</summary>
public sealed class ContactStore(NpgsqlDataSource dataSource)
{
    public Task SaveAsync(ContactEvent contact, CancellationToken cancellationToken) => contact.Deleted
        ? dataSource.Command("DELETE FROM contacts WHERE openphone_id = $1", contact.ContactId).ExecuteAsync(cancellationToken)
        // An older event that comes late does not bring an old name back.
        : dataSource.Command("""
            INSERT INTO contacts (phone, openphone_id, first_name, last_name, updated_at)
            SELECT phone, $2, $3, $4, $5
            FROM unnest($1::text[]) AS phone
            ON CONFLICT (phone) DO UPDATE
            SET openphone_id = EXCLUDED.openphone_id, first_name = EXCLUDED.first_name,
                last_name = EXCLUDED.last_name, updated_at = EXCLUDED.updated_at
            WHERE contacts.updated_at <= EXCLUDED.updated_at
            """, contact.PhoneNumbers.Distinct().ToArray(), contact.ContactId, contact.FirstName, contact.LastName, contact.OccurredAt)
            .ExecuteAsync(cancellationToken);
}
