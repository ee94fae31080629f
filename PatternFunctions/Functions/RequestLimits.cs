using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.Functions;

/// <summary>Holds what a caller sends against the limits that its type declares, which are those of openapi.json.</summary>
internal static class RequestLimits
{
    public static IResult? Check(object value) =>
        ErrorsOf(value) is { Count: > 0 } errors ? Problems.Invalid("Some values are not within their limits.", errors) : null;

    /// <returns>What is wrong, by the name that the field has in JSON.</returns>
    public static IReadOnlyDictionary<string, string?[]> ErrorsOf(object value)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(value, new ValidationContext(value), results, validateAllProperties: true);
        results.AddRange(
            from property in value.GetType().GetProperties()
            where Texts(property.GetValue(value)).Any(IsUnstorable)
            select new ValidationResult("It has characters that no text has.", [property.Name]));
        return results.SelectMany(result => result.MemberNames, (result, member) => (Name: JsonNamingPolicy.SnakeCaseLower.ConvertName(member), result.ErrorMessage))
            .GroupBy(error => error.Name, error => error.ErrorMessage)
            .ToDictionary(errors => errors.Key, errors => errors.ToArray());
    }

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        IEnumerable items => items.OfType<string>(),
        _ => [],
    };

    /// <summary>PostgreSQL keeps neither NUL nor half of a surrogate pair.</summary>
    private static bool IsUnstorable(string text) =>
        text.Contains('\0', StringComparison.Ordinal) || text.EnumerateRunes().Any(rune => rune.Value == 0xFFFD);
}
