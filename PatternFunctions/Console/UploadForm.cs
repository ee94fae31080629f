using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PatternFunctions.WebConsole;

/// <summary>A form with a file that may be larger than memory: what stands before the file is read, the file is not.</summary>
/// <param name="Fields">What stood before it.</param>
/// <param name="File">Null if there was none. What follows it is never read.</param>
internal sealed record UploadForm(IFormCollection Fields, Stream? File)
{
    private const int LongestBoundary = 100;
    private const int MostFields = 10;
    private const int LongestField = 4096;

    /// <param name="request">With nothing read of its body yet.</param>
    /// <param name="largest">Bytes of the whole body.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null if it is too large, or no such form.</returns>
    public static async Task<UploadForm?> ReadAsync(HttpRequest request, long largest, CancellationToken cancellationToken)
    {
        if (request.ContentLength is null || request.ContentLength > largest
            || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= LongestBoundary } boundary)
        {
            return null;
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = largest;
        }

        try
        {
            return await ReadAsync(new MultipartReader(boundary.ToString(), request.Body), cancellationToken);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static async Task<UploadForm?> ReadAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        Dictionary<string, StringValues> fields = [];
        while (fields.Count < MostFields && await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
            {
                return null;
            }

            if (disposition.IsFileDisposition())
            {
                return new UploadForm(new FormCollection(fields), section.Body);
            }

            var text = new byte[LongestField];
            var length = await section.Body.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancellationToken);
            fields[HeaderUtilities.RemoveQuotes(disposition.Name).ToString()] = Encoding.UTF8.GetString(text, 0, length);
        }

        return new UploadForm(new FormCollection(fields), null);
    }
}
