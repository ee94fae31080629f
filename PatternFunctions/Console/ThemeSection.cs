using Microsoft.AspNetCore.Http;

namespace PatternFunctions.WebConsole;

/// <summary>Light, dark, or as the device has it; and the menu of a phone.</summary>
public sealed class ThemeSection(Pages pages) : IConsoleSection
{
    public IReadOnlyList<ConsoleRoute> Routes =>
    [
        ConsoleRoute.Get("menu", (visit, cancellationToken) => pages.ShowAsync<MenuView, string>(visit, "", cancellationToken)),
        ConsoleRoute.Post("theme", (visit, _) => Task.FromResult(Choose(visit))),
    ];

    private static IResult Choose(Visit visit)
    {
        var cookies = visit.Request.HttpContext.Response.Cookies;
        if (visit.Form("theme") is ("light" or "dark") and var theme)
        {
            cookies.Append(ShellReader.ThemeCookie, theme, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = visit.Request.IsHttps,
                Path = Link.Home,
                MaxAge = TimeSpan.FromDays(365),
            });
        }
        else
        {
            cookies.Delete(ShellReader.ThemeCookie, new CookieOptions { Path = Link.Home });
        }

        return ConsoleResponse.SeeOther(visit.Request, visit.Form("return") is { } back && back.StartsWith(Link.Home, StringComparison.Ordinal) && !back.Contains("//", StringComparison.Ordinal) ? back : Link.Home);
    }
}
