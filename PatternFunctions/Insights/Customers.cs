using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Insights;

/// <summary>Who is at the other end of conversations, for lists that name them.</summary>
public sealed class Customers(NpgsqlDataSource dataSource)
{
    public async Task<IReadOnlyDictionary<long, Customer>> OfAsync(IEnumerable<long> conversationIds, CancellationToken cancellationToken) =>
        (await dataSource.Command("""
            SELECT id, contact_name(customer_phone), customer_phone, is_group
            FROM conversations
            WHERE id = ANY ($1)
            """, [conversationIds.Distinct().ToArray()]).ListAsync(
            reader => new Customer(reader.GetInt64(0), reader.Nullable<string>(1), reader.Nullable<string>(2), reader.GetBoolean(3)), cancellationToken))
        .ToDictionary(customer => customer.ConversationId);
}

/// <param name="Name">From the address book.</param>
/// <param name="Phone">E.164; null in a group, if it is withheld, and after the person was forgotten.</param>
public sealed record Customer(long ConversationId, string? Name, string? Phone, bool IsGroup);
