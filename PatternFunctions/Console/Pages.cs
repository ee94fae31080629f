using Microsoft.AspNetCore.Http;

namespace PatternFunctions.WebConsole;

/// <summary>Renders pages with what stands round them.</summary>
public sealed class Pages(ConsoleRenderer renderer, ShellReader shells, TimeProvider clock)
{
    public async Task<IResult> ShowAsync<TPage, TModel>(Visit visit, TModel model, CancellationToken cancellationToken, int? status = null)
        where TPage : ConsolePage<TModel>
    {
        var shell = await shells.ReadAsync(visit, cancellationToken);
        var html = await renderer.RenderAsync<TPage, TModel>(shell, model);
        return ConsoleResponse.Page(html, status ?? (visit.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict));
    }

    /// <summary>For somebody who is not signed in.</summary>
    public async Task<IResult> OpenAsync<TPage, TModel>(HttpRequest request, string antiforgeryToken, TModel model, int status)
        where TPage : ConsolePage<TModel>
    {
        var shell = new Shell
        {
            AntiforgeryToken = antiforgeryToken,
            Now = clock.GetUtcNow(),
            Zone = TimeZoneInfo.Utc,
            Theme = ShellReader.ThemeOf(request),
        };
        return ConsoleResponse.Page(await renderer.RenderAsync<TPage, TModel>(shell, model), status);
    }

    public Task<IResult> ErrorAsync(Visit visit, string title, string text, int status, CancellationToken cancellationToken) =>
        ShowAsync<ErrorView, ErrorModel>(visit, new ErrorModel(title, text), cancellationToken, status);

    /// <summary>Where even the frame cannot be filled.</summary>
    public Task<IResult> ErrorAsync(HttpRequest request, string title, string text, int status) =>
        OpenAsync<ErrorView, ErrorModel>(request, "", new ErrorModel(title, text), status);

    public Task<IResult> NotFoundAsync(Visit visit, CancellationToken cancellationToken) =>
        ErrorAsync(visit, Texts.Error_NotFoundTitle, Texts.Error_NotFound, StatusCodes.Status404NotFound, cancellationToken);

    /// <summary>After a form that has done its work.</summary>
    /// <param name="notice">Of <see cref="Notices"/>.</param>
    public static IResult Done(Visit visit, string path, string notice) =>
        ConsoleResponse.SeeOther(visit.Request, $"{Link.To(path)}?done={notice}");
}
