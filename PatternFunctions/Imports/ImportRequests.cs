using System.ComponentModel.DataAnnotations;
using PatternFunctions.Access;

namespace PatternFunctions.Imports;

public sealed record ImportQuery
{
    /// <summary>The whole file's SHA-256, 64 lower-case hexadecimal digits. With it, an upload that broke off can be continued.</summary>
    [MaxLength(64), RegularExpression("^[0-9a-f]{64}$")]
    public string? Hash { get; init; }

    /// <summary>How many bytes of the file were received before; the body is the rest.</summary>
    [Range(0, (int)ImportFiles.LargestFile)]
    public int Offset { get; set; }
}

/// <summary>Null for no bound. Texts older than they are kept (retention_days) are never brought in.</summary>
/// <param name="ApiVersion">v1 (as without it), or 2026-03-30, which needs fewer requests: it lists all of the workspace at once.</param>
public sealed record OpenPhoneImportRequest(
    DateTimeOffset? Since, DateTimeOffset? Until, [property: OneOf(OpenPhone.ApiVersion.V1, OpenPhone.ApiVersion.Of20260330)] string? ApiVersion = null);
