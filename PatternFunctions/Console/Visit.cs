using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Functions;

namespace PatternFunctions.WebConsole;

/// <summary>A request of somebody who is signed in, with the form that came along.</summary>
public sealed class Visit(HttpRequest request, Caller caller, string antiforgeryToken, IReadOnlyList<long> numbers, IFormCollection form, Stream? file = null)
{
    public HttpRequest Request => request;

    public Caller Caller => caller;

    public bool IsAdmin => caller.Role >= Role.Admin;

    public string AntiforgeryToken => antiforgeryToken;

    /// <summary>What came with the form: read once, from the network.</summary>
    public Stream? File => file;

    /// <summary>The first number in the path.</summary>
    public long Id => numbers[0];

    public long Number(int index) => numbers[index];

    /// <summary>What to say on top of the page if something was not done.</summary>
    public string? Problem { get; set; }

    /// <summary>The field's text; null if it is empty or not there.</summary>
    public string? Form(string name) => Clean(form[name]);

    public IEnumerable<(string Name, string Value)> Fields => form.Select(entry => (entry.Key, Clean(entry.Value) ?? ""));

    /// <summary>So with the address; what no text has counts as nothing.</summary>
    public string? Query(string name) => Clean(request.Query[name]) is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    /// <returns>This page's address with another value of one parameter.</returns>
    public string With(string name, string value) => request.Path + QueryString.Create(
        request.Query.Where(entry => entry.Key != name && entry.Key is not "done").Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value))
            .Append(KeyValuePair.Create(name, (string?)value)));

    /// <returns>What is wrong with the request, in a sentence; null if nothing is.</returns>
    public static string? ProblemOf(object request) =>
        RequestLimits.ErrorsOf(request).SelectMany(error => error.Value).FirstOrDefault();

    // Browsers send line breaks as two characters, which a text message has no use for.
    private static string? Clean(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
}
