using Microsoft.AspNetCore.Http;
using PatternFunctions.OpenApi;
using PatternFunctions.WebConsole.Reference;
using PatternFunctions.WebConsole.SignIn;

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

    /// <summary>
    /// After somebody has come from another site: browsers send no strict cookie along a redirect that began there, but
    /// with the next step, which this page takes.
    /// </summary>
    public async Task<IResult> LandAsync(string path) =>
        ConsoleResponse.Page(await renderer.RenderAsync<LandingView>(new() { [nameof(LandingView.Path)] = path }), StatusCodes.Status200OK);

    /// <summary>The API, to read: nothing in it is anybody's, so nobody need sign in.</summary>
    public async Task<IResult> ReferenceAsync(HttpRequest request)
    {
        ConsoleResponse.Guard(request.HttpContext.Response);
        return ConsoleResponse.Page(
            await renderer.RenderAsync<ReferenceView>(new() { [nameof(ReferenceView.Model)] = ApiReference.Model }), StatusCodes.Status200OK);
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
