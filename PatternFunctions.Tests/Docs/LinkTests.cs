using System.Text.RegularExpressions;

namespace PatternFunctions.Tests.Docs;

/// <summary>A link that leads nowhere is an error: to a file, and to a heading in it.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Documents => [.. DocumentFolder.Documents()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_of_a_document_leads_somewhere(string document)
    {
        var text = File.ReadAllText(Path.Combine(DocumentFolder.Root, document));

        Assert.DoesNotContain(
            Targets().Matches(Code().Replace(text, "")).Select(match => match.Groups["target"].Value),
            target => !target.Contains("://", StringComparison.Ordinal) && !Leads(document, target));
    }

    [Fact]
    public void There_are_documents() => Assert.Contains("README.md", DocumentFolder.Documents());

    private static bool Leads(string document, string target)
    {
        var (path, anchor) = target.Split('#') is [var file, var heading] ? (file, heading) : (target, null);
        var full = path.Length == 0
            ? Path.Combine(DocumentFolder.Root, document)
            : Path.GetFullPath(Path.Combine(DocumentFolder.Root, Path.GetDirectoryName(document)!, path));
        return anchor is null ? File.Exists(full) || Directory.Exists(full) : File.Exists(full) && Anchors(full).Contains(anchor);
    }

    /// <summary>As GitHub makes them of headings.</summary>
    private static IEnumerable<string> Anchors(string file) =>
        Headings().Matches(File.ReadAllText(file)).Select(match => NotInAnchors().Replace(match.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Targets();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^#+ (?<text>.+?)\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchors();
}
