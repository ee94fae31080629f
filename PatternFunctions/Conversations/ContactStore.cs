using Npgsql;
using PatternFunctions.OpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>The names that customers have in the business's address book.</summary>
public sealed class ContactStore(NpgsqlDataSource dataSource)
{
    /// <summary>The latest event counts, by its own clock: one that comes late changes nothing.</summary>
    public Task SaveAsync(ContactEvent contact, CancellationToken cancellationToken) =>
        dataSource.Command("""
            INSERT INTO contacts (openphone_id, phones, first_name, last_name, is_deleted, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (openphone_id) DO UPDATE
            SET phones = EXCLUDED.phones, first_name = EXCLUDED.first_name, last_name = EXCLUDED.last_name,
                is_deleted = EXCLUDED.is_deleted, updated_at = EXCLUDED.updated_at
            WHERE (contacts.updated_at, contacts.is_deleted) < (EXCLUDED.updated_at, EXCLUDED.is_deleted)
            """,
            contact.ContactId,
            contact.Deleted ? [] : contact.PhoneNumbers.Distinct().Order(StringComparer.Ordinal).ToArray(),
            contact.Deleted ? null : contact.FirstName,
            contact.Deleted ? null : contact.LastName,
            contact.Deleted,
            contact.OccurredAt).ExecuteAsync(cancellationToken);
}
