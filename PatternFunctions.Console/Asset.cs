using System.Collections.Frozen;
using System.Security.Cryptography;

namespace PatternFunctions.WebConsole;

/// <summary>A style, a script or a picture. Its name carries its hash, so that browsers may keep it for good.</summary>
public sealed record Asset(string Name, string ContentType, ReadOnlyMemory<byte> Content)
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, Asset> ByFile = typeof(Asset).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Asset> ByName = ByFile.Values.ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>The address of a file of <c>Assets/</c>.</summary>
    public static string Path(string file) => Link.To(Prefix + ByFile[file].Name);

    public static Asset? Find(string name) => ByName.GetValueOrDefault(name);

    private static Asset Read(string resource)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var (stem, extension) = (System.IO.Path.GetFileNameWithoutExtension(resource[Prefix.Length..]), System.IO.Path.GetExtension(resource));
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..12];
        return new Asset($"{stem}.{hash}{extension}", TypeOf(extension), content);
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => "image/svg+xml",
    };
}
