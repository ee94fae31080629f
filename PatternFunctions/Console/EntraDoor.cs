using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;

namespace PatternFunctions.WebConsole;

/// <summary>The way from the console to Entra ID and back.</summary>
public sealed class EntraDoor(EntraSignIn entra, RateLimits limits)
{
    public const string Path = "entra";

    public const string CallbackPath = "entra/callback";

    private const string AttemptCookie = "pf_entra";

    private static readonly TimeSpan LongestAttempt = TimeSpan.FromMinutes(15);

    public bool IsOffered => entra.IsOffered;

    /// <param name="request">Of somebody who wants to sign in.</param>
    /// <param name="back">Where they were going.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null if Entra ID is not to be had.</returns>
    public async Task<IResult?> LeaveAsync(HttpRequest request, string? back, CancellationToken cancellationToken)
    {
        var attempt = new SignInAttempt(ConsoleSessions.NewToken());
        if (await entra.AddressAsync(attempt, RedirectUri(request), cancellationToken) is not { } address)
        {
            return null;
        }

        var cookie = Cookie(request);
        cookie.MaxAge = LongestAttempt;
        request.HttpContext.Response.Cookies.Append(AttemptCookie, $"{attempt.Secret}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(back ?? ""))}", cookie);
        return ConsoleResponse.SeeOther(request, address);
    }

    public async Task<EntraReturn> ReturnAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var source = Authenticator.SourceOf(request.HttpContext);
        if (limits.IsGuessing(source))
        {
            return EntraReturn.Not(Words.Format(Texts.SignIn_Wait, limits.OfFailures(source) ?? "1"), StatusCodes.Status429TooManyRequests);
        }

        if (request.Cookies[AttemptCookie]?.Split('.') is not [{ Length: > 0 } secret, { Length: < 2_000 } back])
        {
            return EntraReturn.Not(Texts.SignIn_NoCookie, StatusCodes.Status400BadRequest);
        }

        // An attempt ends when somebody comes back with it, whatever comes of it.
        request.HttpContext.Response.Cookies.Delete(AttemptCookie, Cookie(request));
        var attempt = new SignInAttempt(secret);
        if (!EntraSignIn.IsSame(request.Query["state"], attempt.State) || request.Query["code"] is not [{ Length: > 0 and < 8_000 } code])
        {
            limits.OfFailures(source);
            return EntraReturn.Not(Texts.SignIn_EntraRefused, StatusCodes.Status401Unauthorized);
        }

        switch (await entra.FinishAsync(attempt, code, RedirectUri(request), source, cancellationToken))
        {
            case SignInOutcome.Admitted { Caller: var caller }:
                return new EntraReturn(caller, Base64Url.IsValid(back) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(back)) : null, Problem: null, StatusCodes.Status200OK);
            case SignInOutcome.WithoutRole:
                return EntraReturn.Not(Texts.SignIn_EntraNoRole, StatusCodes.Status403Forbidden);
            case SignInOutcome.Unavailable:
                return EntraReturn.Not(Texts.SignIn_EntraAway, StatusCodes.Status502BadGateway);
            default:
                limits.OfFailures(source);
                return EntraReturn.Not(Texts.SignIn_EntraRefused, StatusCodes.Status401Unauthorized);
        }
    }

    // Away from this machine the browser has come by HTTPS, whatever the last proxy speaks: the cookies ask for it.
    private string RedirectUri(HttpRequest request) =>
        entra.RedirectUri ?? $"{(ConsoleDoor.IsAway(request) ? Uri.UriSchemeHttps : request.Scheme)}://{request.Host}{Link.To(CallbackPath)}";

    // Strict cookies do not come along on the way back from another site.
    private static CookieOptions Cookie(HttpRequest request) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = request.IsHttps || ConsoleDoor.IsAway(request),
        Path = Link.To(Path),
    };
}
