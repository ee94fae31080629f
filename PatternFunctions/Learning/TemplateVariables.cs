using PatternFunctions.Settings;

namespace PatternFunctions.Learning;

/// <summary>The variables that need no setting. docs/templates.md describes each for people.</summary>
public static class TemplateVariables
{
    public const string CustomerName = "customer_name";
    public const string CustomerFirstName = "customer_first_name";
    public const string BayNumber = "bay_number";
    public const string BookingTime = "booking_time";
    public const string BookingDate = "booking_date";
    public const string PartySize = "party_size";
    public const string Location = "location";

    public static IReadOnlyList<TemplateVariable> BuiltIn { get; } =
    [
        new() { Name = CustomerName, Source = VariableSource.Contact, Description = "The customer's full name" },
        new() { Name = CustomerFirstName, Source = VariableSource.Contact, Description = "The customer's first name" },
        new() { Name = BayNumber, Source = VariableSource.Message, Description = "The bay or simulator that the customer names" },
        new() { Name = BookingTime, Source = VariableSource.Message, Description = "The time of day that the customer names" },
        new() { Name = BookingDate, Source = VariableSource.Message, Description = "The day that the customer names" },
        new() { Name = PartySize, Source = VariableSource.Message, Description = "The number of people that the customer names" },
    ];

    /// <summary>All that templates may use. A fact that is not valid is left out: what needs it waits for a person.</summary>
    public static IReadOnlyList<TemplateVariable> With(IReadOnlyList<string> locations, IEnumerable<BusinessFact> facts)
    {
        ArgumentNullException.ThrowIfNull(locations);
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            .. BuiltIn,
            .. locations.Count > 0 ? [Locations(locations)] : Array.Empty<TemplateVariable>(),
            .. facts.Where(fact => fact.Problem is null).Select(fact => fact.ToVariable()),
        ];
    }

    /// <param name="names">The business's places; the one that a customer names is the value.</param>
    public static TemplateVariable Locations(IReadOnlyList<string> names) => new()
    {
        Name = Location,
        Source = VariableSource.Message,
        Description = "The place that the customer names",
        Values = names,
    };
}
