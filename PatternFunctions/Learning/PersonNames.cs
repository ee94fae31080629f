using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>Names of people in a text: those that are known, and those that stand where names stand.</summary>
internal static partial class PersonNames
{
    /// <summary>The whole name and each of its words, longest first.</summary>
    public static IReadOnlyList<string> FormsOf(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return [];
        }

        var words = WordPattern().Matches(name).Select(match => match.Value).ToArray();
        return
        [
            .. words.Where(word => word.Length > 1).Append(string.Join(' ', words)).Append(name.Trim())
                .Where(form => form.Any(char.IsLetter))
                .Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(form => form.Length),
        ];
    }

    /// <summary>Whatever may be a name: for hiding, where a false find costs nothing.</summary>
    public static IEnumerable<Capture> PerhapsIn(string text) =>
    [
        .. Matches(text, LooselyAddressedPattern()).Where(name => char.IsUpper(name.Value[0]) || NamePositions.MayBeName(name.Value) || !EnglishWords.Contains(name.Value)),
        .. Matches(text, MentionedPattern(), RelatedPattern(), OwnerPattern()),
        .. In(text),
        .. ListedIn(text),
        .. NamePositions.In(text),
    ];

    /// <summary>Names after "Hi", "my name is", "Mr", and under a text.</summary>
    public static IEnumerable<Group> In(string text) =>
        Matches(text, AddressedPattern(), IntroducedPattern(), NamedPattern(), TitledPattern(), SignedPattern());

    /// <summary>
    /// Names by a list, "mike booked bay 3": however they are written, but for those that are ordinary words, which need a
    /// capital that the sentence does not ask for; where all is in capitals, there is none.
    /// </summary>
    private static IEnumerable<Capture> ListedIn(string text) =>
        from Match match in LettersPattern().Matches(text)
        where ListedNames.All.Contains(match.Value)
            && (!IsOrdinaryWord(match.Value)
                || (char.IsUpper(match.Value[0]) && !BeginsSentence(text, match.Index) && text.Any(char.IsLower)))
        select match;

    /// <summary>Names that the writer speaks to.</summary>
    public static IEnumerable<string> AddressedIn(string text) => Matches(text, AddressedPattern()).Select(name => name.Value);

    /// <summary>Where a known name stands in a text.</summary>
    public static IEnumerable<(int Start, int Length)> Find(string text, string form)
    {
        // Scripts without capitals mostly have no spaces between words either.
        var isCased = form.Any(letter => char.IsUpper(letter) || char.IsLower(letter));
        var isWord = IsOrdinaryWord(form);
        for (var at = 0; (at = text.IndexOf(form, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + form.Length;
            var stands = !isCased
                || ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end])));
            if (stands && (!isWord || (char.IsUpper(text[at]) && (!BeginsSentence(text, at) || StandsAlone(text, end)))))
            {
                yield return (at, form.Length);
            }
        }
    }

    /// <summary>"Will, can you", "Will here", and not "Will you".</summary>
    private static bool StandsAlone(string text, int end)
    {
        var after = text.AsSpan(end).TrimStart(' ');
        return after.IsEmpty || !char.IsLetterOrDigit(after[0]) || char.IsUpper(after[0]) || after.StartsWith("here", StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<Group> Matches(string text, params Regex[] patterns) =>
        from pattern in patterns
        from Match match in pattern.Matches(text)
        let name = match.Groups["name"]
        where IsName(name.Value)
        select name;

    internal static bool IsOrdinaryWord(string word)
    {
        var lower = word.ToLowerInvariant();
        return CommonWords.AlsoNames.Contains(lower) || CommonWords.Stop.Contains(lower) || CommonWords.NotNames.Contains(lower)
            || CommonWords.Filler.Contains(lower);
    }

    private static bool BeginsSentence(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd(' ');
        return before.IsEmpty || before[^1] is '.' or '!' or '?' or '\n';
    }

    private static bool IsName(string words) => words.Split(' ').All(word =>
        word.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal) is var lower
        && (lower == "will" || !CommonWords.Stop.Contains(lower))
        && !CommonWords.NotNames.Contains(lower));

    [GeneratedRegex(@"[\p{L}\p{M}'’\-]+")]
    private static partial Regex WordPattern();

    [GeneratedRegex(@"[\p{L}\p{M}]+")]
    private static partial Regex LettersPattern();

    /// <summary>With a capital, or with the comma that follows a name.</summary>
    [GeneratedRegex(@"\b(?i:hi|hey|hello|hiya|dear|thanks|thank\syou|thx|cheers|good\s(?:morning|afternoon|evening)),?[ \t]+(?<name>\p{Lu}[\p{Ll}\p{M}'’\-]+(?:\s\p{Lu}[\p{Ll}\p{M}'’\-]+){0,2}|\p{L}[\p{L}\p{M}'’\-]+(?=\s?[,!:\n]|\s?$|\s?[\-–—]\s))")]
    private static partial Regex AddressedPattern();

    [GeneratedRegex(@"\b(?i:sorry|welcome|morning|yes|no|ok|okay|sure),?[ \t]+(?<name>\p{Lu}[\p{Ll}\p{M}'’\-]+(?:\s\p{Lu}[\p{Ll}\p{M}'’\-]+){0,2}|\p{L}[\p{L}\p{M}'’\-]+(?=\s?[,!:\n]|\s?$|\s?[\-–—]\s))")]
    private static partial Regex LooselyAddressedPattern();

    [GeneratedRegex(@"\b(?i:this\sis|it['’]?s|i['’]?m|i\sam)\s+(?<name>\p{Lu}[\p{Ll}\p{M}'’\-]+(?:\s\p{Lu}[\p{Ll}\p{M}'’\-]+){0,2})")]
    private static partial Regex IntroducedPattern();

    [GeneratedRegex(@"\b(?i:from|with|for|ask|see|tell|call|text|by|to|and|under)\s+(?<name>\p{Lu}[\p{Ll}\p{M}'’\-]+(?:\s\p{Lu}[\p{Ll}\p{M}'’\-]+){0,2})")]
    private static partial Regex MentionedPattern();

    /// <summary>"My wife Dolores", "his buddy, mike".</summary>
    [GeneratedRegex(@"\b(?i:wife|husband|spouse|partner|son|daughter|brother|sister|mom|mum|dad|mother|father|friend|buddy|boss|coworker|colleague|coach|girlfriend|boyfriend|fianc[eé]e?|neighbou?r|roommate|cousin|uncle|aunt)(?:['’]s\sname\sis|\sis\s(?:named|called)|\snamed|\scalled)?,?\s+(?<name>\p{Lu}[\p{Ll}\p{M}'’\-]+(?:\s\p{Lu}[\p{Ll}\p{M}'’\-]+){0,2}|(?<=(?:name\sis|named|called)\s+)\p{Ll}[\p{Ll}\p{M}'’\-]+)(?!\p{L})")]
    private static partial Regex RelatedPattern();

    /// <summary>"Priya Raman's card".</summary>
    [GeneratedRegex(@"(?<![\p{L}.])(?<name>\p{Lu}[\p{Ll}\p{M}\-]+\s\p{Lu}[\p{Ll}\p{M}\-]+)(?=['’]s\s)")]
    private static partial Regex OwnerPattern();

    [GeneratedRegex(@"\b(?i:my\sname\sis|name\sis|names|name['’]s|name:|under\sthe\sname(?:\sof)?|booked\sunder|booking\sunder|reservation\sunder)\s+(?<name>\p{L}[\p{L}\p{M}'’\-]+(?:\s\p{Lu}[\p{L}\p{M}'’\-]+){0,2})")]
    private static partial Regex NamedPattern();

    [GeneratedRegex(@"\b(?i:mr|mrs|ms|miss|mx|dr)\b\.?\s+(?<name>\p{L}[\p{L}\p{M}'’\-]+)")]
    private static partial Regex TitledPattern();

    [GeneratedRegex(@"(?:[\-–—~]\s?|\n\s*|(?i:regards|cheers|thanks),?\s+)(?<name>\p{Lu}[\p{L}\p{M}'’\-]+(?:\s\p{Lu}[\p{L}\p{M}'’\-]+)?)\s*\z")]
    private static partial Regex SignedPattern();
}
