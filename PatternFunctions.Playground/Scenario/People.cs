using Npgsql;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Storage;

namespace PatternFunctions.Playground.Scenario;

/// <summary>Who is who, on both sides of the counter.</summary>
public sealed class People(Workspace workspace, IReadOnlyDictionary<string, (string FirstName, string LastName)> customers)
{
    private readonly Dictionary<string, (string FirstName, string LastName)> customers = new(customers);

    /// <summary>Who answers in the script: the second of the members, so that it is not always the owner.</summary>
    public Member Operator => workspace.Members[^1];

    /// <returns>The first name, or the number where there is none.</returns>
    public string CustomerName(string phone) => customers.TryGetValue(phone, out var name) ? name.FirstName : phone;

    public string MemberName(string userId) =>
        workspace.Members.FirstOrDefault(member => member.Id == userId)?.FirstName ?? userId;

    /// <param name="name">A first name, the beginning of one, or a number in E.164.</param>
    /// <returns>The number; null for nobody we know.</returns>
    public string? FindCustomer(string name) =>
        name.StartsWith('+') ? name
        : customers.FirstOrDefault(customer => customer.Value.FirstName.Equals(name, StringComparison.OrdinalIgnoreCase)).Key
            ?? customers.FirstOrDefault(customer => customer.Value.FirstName.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Key;

    /// <summary>As they stand in the app's address book, from earlier.</summary>
    public async Task AddKnownAsync(NpgsqlDataSource psql, CancellationToken cancellationToken)
    {
        var known = await psql.Command("SELECT unnest(phones), first_name, last_name FROM contacts WHERE NOT is_deleted AND first_name <> '' ORDER BY updated_at").ListAsync(
            reader => (Phone: reader.GetString(0), First: reader.GetString(1), Last: reader.Nullable<string>(2) ?? ""), cancellationToken);
        foreach (var (phone, first, last) in known)
        {
            customers[phone] = (first, last);
        }
    }

    /// <summary>A new customer, on a number from those that belong to nobody.</summary>
    public string AddCustomer(string firstName)
    {
        const long FirstFree = 1_555_555_0150;
        var phone = Enumerable.Range(0, 1000).Select(number => $"+{FirstFree + number}").First(number => !customers.ContainsKey(number));
        customers[phone] = (firstName, "");
        return phone;
    }
}
