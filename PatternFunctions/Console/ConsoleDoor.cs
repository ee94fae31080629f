using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.WebConsole.SignIn;

namespace PatternFunctions.WebConsole;

/// <summary>Signing in and out, and the cookies and tokens by which people are known between.</summary>
public sealed class ConsoleDoor(ConsoleSessions sessions, Authenticator authenticator, EntraDoor entra, RateLimits limits, Pages pages)
{
    private const string SessionCookie = "pf_session";

    /// <summary>Of somebody who has not signed in yet, so that the form for it has a token, too.</summary>
    private const string VisitCookie = "pf_visit";

    /// <summary>What goes with every form: derived from a cookie that no other site can read.</summary>
    public static string AntiforgeryTokenOf(HttpRequest request) =>
        CookieOf(request) is { } cookie ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("antiforgery " + cookie))) : "";

    /// <summary>Whether a form is one of ours, sent from one of our pages.</summary>
    public static bool IsOurs(HttpRequest request, IFormCollection form) =>
        AntiforgeryTokenOf(request) is { Length: > 0 } expected
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(form["token"].ToString()))
        && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";

    /// <returns>Null if nobody is signed in.</returns>
    public async Task<Caller?> FindAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.Cookies[SessionCookie] is { Length: > 0 and < 100 } token
            ? await sessions.FindAsync(token, Authenticator.SourceOf(request.HttpContext), cancellationToken)
            : null;

    /// <summary>Serves what can be had without being signed in.</summary>
    /// <returns>Null for everything else.</returns>
    public async Task<IResult?> TryServeAsync(HttpRequest request, string path, CancellationToken cancellationToken) =>
        (request.Method, path) switch
        {
            ("GET", "sign-in") => await ShowAsync(request, request.Query["return"], problem: null, StatusCodes.Status200OK),
            ("POST", "sign-in") => await SignInAsync(request, cancellationToken),
            ("POST", "sign-out") => await SignOutAsync(request, cancellationToken),
            ("GET", EntraDoor.Path) when entra.IsOffered => await LeaveAsync(request, cancellationToken),
            ("GET", EntraDoor.CallbackPath) when entra.IsOffered => await ReturnAsync(request, cancellationToken),
            ("GET", _) when path.StartsWith("enter/", StringComparison.Ordinal) => await FollowAsync(request, path["enter/".Length..], cancellationToken),
            _ => null,
        };

    /// <summary>Asks somebody to sign in, and remembers where they were going.</summary>
    public Task<IResult> AskAsync(HttpRequest request, string path) =>
        path is "pulse" ? Task.FromResult<IResult>(TypedResults.StatusCode(StatusCodes.Status401Unauthorized))
        : HttpMethods.IsPost(request.Method) ? ShowAsync(request, Link.Home, Texts.SignIn_Over, StatusCodes.Status401Unauthorized)
        : Task.FromResult(ConsoleResponse.SeeOther(request, path.Length == 0 ? Link.To("sign-in") : $"{Link.To("sign-in")}?return={Uri.EscapeDataString(Link.To(path) + request.QueryString)}"));

    private async Task<IResult> SignInAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await ConsoleDesk.ReadFormAsync(request, cancellationToken) ?? FormCollection.Empty;
        var back = form["return"].ToString();
        if (!IsOurs(request, form))
        {
            return await ShowAsync(request, back, Texts.SignIn_NoCookie, StatusCodes.Status400BadRequest);
        }

        var key = form["key"].ToString().Trim();
        // A token of Entra ID is no key: with it people sign in over there.
        var (caller, wait) = await authenticator.FindAsync(key.Contains('.', StringComparison.Ordinal) ? "" : key, Authenticator.SourceOf(request.HttpContext), cancellationToken);
        if (caller is null)
        {
            return await ShowAsync(
                request, back, wait is null ? Texts.SignIn_Wrong : Words.Format(Texts.SignIn_Wait, wait),
                wait is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status429TooManyRequests);
        }

        Admit(request, await sessions.BeginAsync(key, caller, cancellationToken));
        return ConsoleResponse.SeeOther(request, Own(back) ?? Link.Home);
    }

    private async Task<IResult> LeaveAsync(HttpRequest request, CancellationToken cancellationToken) =>
        await entra.LeaveAsync(request, Own(request.Query["return"]), cancellationToken)
        ?? await ShowAsync(request, request.Query["return"], Texts.SignIn_EntraAway, StatusCodes.Status502BadGateway);

    private async Task<IResult> ReturnAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var (caller, back, problem, status) = await entra.ReturnAsync(request, cancellationToken);
        if (caller is null)
        {
            return await ShowAsync(request, back, problem, status);
        }

        Admit(request, await sessions.BeginAsync(caller, cancellationToken));
        return await pages.LandAsync(Own(back) ?? Link.Home);
    }

    private async Task<IResult> FollowAsync(HttpRequest request, string code, CancellationToken cancellationToken)
    {
        var source = Authenticator.SourceOf(request.HttpContext);
        if (limits.IsGuessing(source) || await sessions.FollowLinkAsync(code, source, cancellationToken) is not { } token)
        {
            limits.OfFailures(source);
            // The link may have been followed twice by the same person.
            return await FindAsync(request, cancellationToken) is not null
                ? ConsoleResponse.SeeOther(request, Link.Home)
                : await ShowAsync(request, back: null, Texts.SignIn_OldLink, StatusCodes.Status401Unauthorized);
        }

        Admit(request, token);
        // Of a link in somebody's web mail, too, the way is one from another site.
        return request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" ? await pages.LandAsync(Link.Home) : ConsoleResponse.SeeOther(request, Link.Home);
    }

    private async Task<IResult> SignOutAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var form = await ConsoleDesk.ReadFormAsync(request, cancellationToken) ?? FormCollection.Empty;
        if (IsOurs(request, form) && request.Cookies[SessionCookie] is { } token)
        {
            await sessions.EndAsync(token, cancellationToken);
            request.HttpContext.Response.Cookies.Delete(SessionCookie, Cookie(request));
        }

        return ConsoleResponse.SeeOther(request, Link.To("sign-in"));
    }

    private async Task<IResult> ShowAsync(HttpRequest request, string? back, string? problem, int status)
    {
        if (CookieOf(request) is null)
        {
            var visit = ConsoleSessions.NewToken();
            request.HttpContext.Response.Cookies.Append(VisitCookie, visit, Cookie(request));
            request.HttpContext.Items[VisitCookie] = visit;
        }

        return await pages.OpenAsync<SignInView, SignInModel>(request, AntiforgeryTokenOf(request), new SignInModel(Own(back), problem, entra.IsOffered ? EntraAddress(Own(back)) : null), status);
    }

    private void Admit(HttpRequest request, string token)
    {
        var cookie = Cookie(request);
        cookie.MaxAge = sessions.Lifetime;
        request.HttpContext.Response.Cookies.Append(SessionCookie, token, cookie);
        request.HttpContext.Response.Cookies.Delete(VisitCookie, Cookie(request));
    }

    private static string EntraAddress(string? back) =>
        back is null ? Link.To(EntraDoor.Path) : $"{Link.To(EntraDoor.Path)}?return={Uri.EscapeDataString(back)}";

    private static string? CookieOf(HttpRequest request) =>
        request.Cookies[SessionCookie] ?? request.Cookies[VisitCookie] ?? request.HttpContext.Items[VisitCookie] as string;

    /// <summary>Only a path of the console's: nobody is sent elsewhere.</summary>
    private static string? Own(string? path) =>
        path is not null && path.StartsWith(Link.Home, StringComparison.Ordinal) && !path.Contains("//", StringComparison.Ordinal)
        && path.AsSpan().IndexOfAnyInRange('\0', ' ') < 0 && !path.Contains('\\', StringComparison.Ordinal) ? path : null;

    // Without HTTPS there is only one's own machine: elsewhere the browser refuses the cookie, as it should.
    private static CookieOptions Cookie(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps || IsAway(request),
        Path = Link.Home,
    };

    internal static bool IsAway(HttpRequest request) => request.Host.Host is not ("localhost" or "127.0.0.1" or "[::1]");
}
