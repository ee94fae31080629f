using System.Text;
using Azure;
using Microsoft.AspNetCore.Http;
using Npgsql;
using PatternFunctions.Access;

namespace PatternFunctions.WebConsole;

/// <summary>Lets people in, finds the page that they ask for, and shows what goes wrong as a page, too.</summary>
public sealed partial class ConsoleDesk(
    IEnumerable<IConsoleSection> sections, ConsoleDoor door, Pages pages, RateLimits limits, ILogger<ConsoleDesk> logger)
{
    private const long LargestForm = 128 * 1024;

    private readonly ConsoleRoute[] routes = [.. sections.SelectMany(section => section.Routes)];

    public async Task<IResult> ServeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.Path.StartsWithSegments(Link.Home.TrimEnd('/'), out var rest);
        var path = rest.Value?.TrimStart('/') ?? "";
        if (path.StartsWith("assets/", StringComparison.Ordinal))
        {
            return Asset.Find(path["assets/".Length..]) is { } asset ? ConsoleResponse.Keep(request, asset) : Results.NotFound();
        }

        ConsoleResponse.Guard(request.HttpContext.Response);
        try
        {
            return await door.TryServeAsync(request, path, cancellationToken)
                ?? (await door.FindAsync(request, cancellationToken) is { } caller
                    ? await ServeAsync(request, path, caller, cancellationToken)
                    : await door.AskAsync(request, path));
        }
        catch (Exception failure) when (failure is NpgsqlException or RequestFailedException or TimeoutException)
        {
            LogFailed(failure, request.Method);
            return await pages.ErrorAsync(request, Texts.Error_StorageTitle, Texts.Error_Storage, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<IResult> ServeAsync(HttpRequest request, string path, Caller caller, CancellationToken cancellationToken)
    {
        if (limits.OfCaller(caller) is { } wait)
        {
            request.HttpContext.Response.Headers.RetryAfter = wait;
            return await pages.ErrorAsync(request, Texts.Error_TooManyTitle, Words.Format(Texts.Error_TooMany, wait), StatusCodes.Status429TooManyRequests);
        }

        var segments = path.TrimEnd('/').Split('/');
        var (route, numbers) = routes.Select(route => (route, Numbers: route.Match(request.Method, segments))).FirstOrDefault(found => found.Numbers is not null);
        // A body is read for those alone who may send it.
        var upload = route is { LargestUpload: { } largest } && caller.Role >= route.Role ? await UploadForm.ReadAsync(request, largest, cancellationToken) : null;
        var form = route is { LargestUpload: not null } ? upload?.Fields : await ReadFormAsync(request, cancellationToken);
        var visit = new Visit(request, caller, ConsoleDoor.AntiforgeryTokenOf(request), numbers ?? [], form ?? FormCollection.Empty, upload?.File);
        return route is null ? await pages.ErrorAsync(visit, Texts.Error_NotFoundTitle, Texts.Error_NotFound, StatusCodes.Status404NotFound, cancellationToken)
            : caller.Role < route.Role ? await pages.ErrorAsync(visit, Texts.Error_ForbiddenTitle, Texts.Error_Forbidden, StatusCodes.Status403Forbidden, cancellationToken)
            : form is null ? await pages.ErrorAsync(visit, Texts.Error_TooLargeTitle, Texts.Error_TooLarge, StatusCodes.Status413PayloadTooLarge, cancellationToken)
            : HttpMethods.IsPost(request.Method) && !ConsoleDoor.IsOurs(request, form)
                ? await pages.ErrorAsync(visit, Texts.Error_StaleTitle, Texts.Error_Stale, StatusCodes.Status400BadRequest, cancellationToken)
            : await route.ServeAsync(visit, cancellationToken);
    }

    /// <returns>Null if it is too large, or no form.</returns>
    internal static async Task<IFormCollection?> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!HttpMethods.IsPost(request.Method))
        {
            return FormCollection.Empty;
        }

        if (request.ContentLength is null or > LargestForm || !request.HasFormContentType)
        {
            return null;
        }

        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is InvalidDataException or DecoderFallbackException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A page of the console could not be served ({Method}).")]
    private partial void LogFailed(Exception failure, string method);
}
