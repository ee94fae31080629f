using PatternFunctions.Insights;
using PhoneNumbers;

namespace PatternFunctions.WebConsole;

/// <summary>A customer as people know them.</summary>
internal static class CustomerName
{
    public static string Of(Customer? customer) => customer switch
    {
        { IsGroup: true } => Texts.Customer_Group,
        _ => customer?.Name ?? ShowPhone(customer?.Phone) ?? Texts.Customer_Unknown,
    };

    /// <returns>In the usual way of writing numbers; null if there is none.</returns>
    public static string? ShowPhone(string? phone)
    {
        if (phone is null)
        {
            return null;
        }

        try
        {
            var numbers = PhoneNumberUtil.GetInstance();
            return numbers.Format(numbers.Parse(phone, defaultRegion: null), PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return phone;
        }
    }
}
