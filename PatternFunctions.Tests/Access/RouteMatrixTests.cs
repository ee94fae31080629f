using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PatternFunctions.Access;
using PatternFunctions.LocalHost;
using PatternFunctions.Tests.OpenApi;
using PatternFunctions.Tests.Support;
using Xunit.Abstractions;

namespace PatternFunctions.Tests.Access;

/// <summary>Every HTTP route of the golden list against everybody who may come: a new route is in it from its first day.</summary>
public sealed class RouteMatrixTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_route_lets_in_whom_it_should_and_nobody_else()
    {
        await using var issuer = await LocalIssuer.StartAsync();
        await using var app = await TestApp.StartAsync(
            KeyValuePair.Create<string, string?>("Access:Entra:Authority", issuer.Authority),
            KeyValuePair.Create<string, string?>("Access:Entra:Audience", LocalIssuer.Audience),
            KeyValuePair.Create<string, string?>("Access:Failures:Burst", "100000"));
        var callers = await CallersAsync(app, issuer);
        var wrong = new List<string>();
        output.WriteLine($"{"",-60}{string.Join(' ', callers.Select(caller => $"{caller.Name,-14}"))}");

        foreach (var (function, method, route) in Routes())
        {
            var required = RoleOf(function);
            var statuses = new List<string>();
            foreach (var (name, credential, role) in callers)
            {
                var (status, isAccess) = await CallAsync(app, method, route, credential);
                statuses.Add($"{(int)status,-14}");
                var expected = required is Role.Anyone || role >= required ? "in" : role is null ? "401" : "403";
                var actual = !isAccess ? "in" : ((int)status).ToString(CultureInfo.InvariantCulture);
                if (actual != expected || status is HttpStatusCode.InternalServerError)
                {
                    wrong.Add($"{method} {route} as {name}: {(int)status}, expected {expected}");
                }
            }

            output.WriteLine($"{$"{method} {route}",-60}{string.Join(' ', statuses)}");
        }

        Assert.Empty(wrong);
    }

    private static async Task<(string Name, string? Credential, Role? Role)[]> CallersAsync(TestApp app, LocalIssuer issuer)
    {
        var keys = app.Services.GetRequiredService<AccessKeys>();
        var now = app.Clock.GetUtcNow();
        var revoked = await keys.CreateAsync("revoked", Role.Admin, expiresAt: null, CancellationToken.None);
        await app.SqlAsync("UPDATE access_keys SET revoked_at = now() WHERE label = 'revoked'");
        return
        [
            ("nobody", null, null),
            ("operator", await keys.CreateAsync("kim", Role.Operator, expiresAt: null, CancellationToken.None), Role.Operator),
            ("admin", await keys.CreateAsync("lee", Role.Admin, expiresAt: null, CancellationToken.None), Role.Admin),
            ("expired", await keys.CreateAsync("old", Role.Admin, now.AddDays(-1), CancellationToken.None), null),
            ("revoked", revoked, null),
            ("guess", "pf_0000000000000000", null),
            ("wrong audience", issuer.Token(now, "Patterns.Admin", audience: "api://another"), null),
            ("token, no role", issuer.Token(now, role: null), Role.Anyone),
            ("token, operator", issuer.Token(now, "Patterns.Operator"), Role.Operator),
            ("token, admin", issuer.Token(now, "Patterns.Admin"), Role.Admin),
        ];
    }

    /// <returns>The status, and whether it is the answer of who guards the door rather than of the function.</returns>
    private static async Task<(HttpStatusCode Status, bool IsAccess)> CallAsync(TestApp app, string method, string route, string? credential)
    {
        var path = Regex.Replace(route, @"\{(\w+)(:\w+)?\}", match => match.Groups[2].Value switch
        {
            ":long" or ":int" => "999999",
            _ => match.Groups[1].Value is "phone" ? "%2B15555550100" : "x",
        });
        using var client = new HttpClient(new Contract(app.Log)) { BaseAddress = app.Http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = credential is null ? null : new AuthenticationHeaderValue("Bearer", credential);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is not "GET")
        {
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            && (body.Contains("problem:unauthorized", StringComparison.Ordinal) || body.Contains("problem:forbidden", StringComparison.Ordinal)));
    }

    private static IEnumerable<(string Function, string Method, string Route)> Routes([CallerFilePath] string path = "") =>
        from line in File.ReadAllLines(Path.Combine(Path.GetDirectoryName(path)!, "..", "Functions", "functions.golden.txt"))
        let parts = line.Split(' ')
        where parts[1] is "http" && parts[3].StartsWith("api/", StringComparison.Ordinal)
        from method in parts[2].Split(',')
        select (parts[0], method, parts[3]);

    private static Role RoleOf(string function) => typeof(PatternApp).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods()).Single(method => method.GetCustomAttribute<FunctionAttribute>()?.Name == function)
        .GetCustomAttribute<RequiresAttribute>()?.Role ?? Role.Admin;
}
