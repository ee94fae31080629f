using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.WebConsole;

/// <summary>One address of the console's, below <c>/console/</c>.</summary>
/// <param name="Path">Segments; one in braces stands for a number.</param>
/// <param name="Role">The least that it takes.</param>
public sealed record ConsoleRoute(string Method, string Path, Role Role, Func<Visit, CancellationToken, Task<IResult>> ServeAsync)
{
    /// <summary>Bytes that a form with a file may have; null for any other form.</summary>
    public long? LargestUpload { get; private init; }

    private readonly string[] segments = Path.Split('/');

    public static ConsoleRoute Get(string path, Func<Visit, CancellationToken, Task<IResult>> serve, Role role = Role.Operator) =>
        new(HttpMethods.Get, path, role, serve);

    public static ConsoleRoute Post(string path, Func<Visit, CancellationToken, Task<IResult>> serve, Role role = Role.Operator) =>
        new(HttpMethods.Post, path, role, serve);

    /// <summary>Takes a form with a file, which is <see cref="Visit.File"/>.</summary>
    public static ConsoleRoute Upload(string path, Func<Visit, CancellationToken, Task<IResult>> serve, Role role, long largest) =>
        Post(path, serve, role) with { LargestUpload = largest };

    /// <returns>The numbers in the path, in their order; null if it is another one.</returns>
    public IReadOnlyList<long>? Match(string method, string[] path)
    {
        if (method != Method || path.Length != segments.Length)
        {
            return null;
        }

        List<long> numbers = [];
        foreach (var (segment, given) in segments.Zip(path))
        {
            if (segment is ['{', ..])
            {
                if (!long.TryParse(given, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
                {
                    return null;
                }

                numbers.Add(number);
            }
            else if (segment != given)
            {
                return null;
            }
        }

        return numbers;
    }
}
