using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>
/// Names that are words as well, in small letters too: "will booked bay 3", "tell hope that it is ready". They are names where
/// a person stands; "will you be open" and "i hope so" stay.
/// </summary>
internal static partial class NamePositions
{
    /// <summary>Names that are names wherever a person may stand. "Bay", "price" or "page" are not: texts are about those.</summary>
    private static readonly FrozenSet<string> Likely = """
        will mark bill grace hope rose may june april august art pat jack drew frank rob sue dawn faith joy ivy lily dean chase
        hunter mason carter cooper archer amber angel aurora bailey baker barber basil beau belle blake bliss bob brandy brook
        brooke brooks bud buddy butler carol chance chuck clay cliff colt cook crystal daisy dale destiny dick dolly don
        dusty earl ebony eve fern fisher flora ford forest foster gale gene ginger glen grant guy hank harmony harry haven hazel
        heath heather holly hunt iris jade jasmine jasper jay jean jewel jimmy josh joyce justice justin ken king lance laurel
        lee levi lincoln linda mary mercy melody merry mike miles milo misty nick noel norm olive opal patience patty pearl
        penny peter piper poppy porter prince princess prudence queen randy raven ray reed reese rich rick robin rocky rod roger
        roman rosemary ruby rusty sage sandy savannah scarlet scott sharon shelly sherry skip skye stella sterling summer sunny
        tanner taylor terry tiffany tom tony tori tracy trinity troy tucker tyler van victor viola violet ward warren wade wally
        wayne willow wren zack
        bell berry bishop burns collier crane cross dyer glover hardy knight lamb marsh mills moss potter reader rivers shepherd
        singer snow sparks steele stokes swan weaver wells wheeler wolf woods
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What stands where a person does and is no one's name: things that are booked or say something, people without a name, adverbs.</summary>
    private static readonly FrozenSet<string> Nobody = """
        bay bays room lane court table session slot lesson lessons time website app system card screen computer machine sensor
        tablet projector software monitor tv email message sign error nobody people person members member kids guests guest
        customers friends wife husband son daughter brother sister mom mum dad manager staff host owner
        name price line best idea server already never always yet later twice double finally
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private const string Name = @"(?<name>\p{L}[\p{L}\p{M}]*)(?![\p{L}\p{M}'’\-])";

    /// <summary>Where a sentence or a part of one begins.</summary>
    private const string Beginning =
        @"(?:^|[.!?,;:\n(\-–—])\s*(?:(?:and|or|but|so|that|because|cause|cuz|if|when|while|since|until|think|thinks|said|says|hi|hey|hello|sorry|thanks|yes|no|ok)\s+)?|\b(?:and|or|but|so|that|because|cause|cuz|if|when|while|since|until|think|thinks|said|says)\s+";

    /// <summary>What hardly anything but a person does.</summary>
    private const string Human =
        @"(?:booked|rebooked|reserved|books|texted|texts|emailed|messaged|called|calls|told|tells|said|says|asked|asks|paid|pays|wants|wanted|"
        + @"forgot|cancell?ed|promised|thinks|thought|knows|knew|(?:is|was)\s+(?:on\s+(?:his|her|their)\s+way|coming|joining|bringing|driving|running\s+late))\b";

    /// <summary>What a person does, too.</summary>
    private const string Also =
        @"(?:is|was|isn['’]?t|wasn['’]?t|has|had|hasn['’]?t|needs|needed|lost|left|came|comes|got|gets|went|goes|plays|played|likes|liked|loves|loved|"
        + @"tried|moved|moves|signed|brought|brings|arrived|arrives|made|took|takes|gave|gives|sent|sends|bought|used|uses|can|can['’]?t|cannot|could|couldn['’]?t|"
        + @"won['’]?t|would|wouldn['’]?t|did|didn['’]?t|does|doesn['’]?t|will|may|might|should|must|here|and\s+(?:i|me|my|\p{L}+\s+(?:are|were|have|want|need|booked)))\b";

    /// <summary>"Text will be sent", "call may not be free", "for june 5": no person.</summary>
    private const string NoVerbOrDate =
        @"(?!\s+(?:you|u|i|we|they|it|he|she|there|the|a|an|my|your|our|this|that\s+(?:it|you|we)|these|those|be|not|have|need|do|get|also|always|never|still|only|just|then|open|close|work|cost|take|start|end|show|help|\d+|of)\b)";

    /// <summary>So often a verb or a month that these words before them are not enough: "and will", "from may".</summary>
    private const string NoVerbOrMonth = @"(?!(?:will|may|mark|hope|drew|chase|cook|hunt|skip|ward|june|april|august|summer)\b)";

    private static readonly (Regex Pattern, Func<string, bool> IsName)[] Positions =
    [
        (HumanSubjectPattern(), MayBeAnybody),
        (SubjectPattern(), Likely.Contains),
        (QuestionPattern(), Likely.Contains),
        (ToldPattern(), MayBeAnybody),
        (AddresseePattern(), MayBeName),
        (ReceiverPattern(), Likely.Contains),
        (CompanionPattern(), Likely.Contains),
        (LinkedPattern(), Likely.Contains),
        (OwnerPattern(), Likely.Contains),
    ];

    public static IEnumerable<Capture> In(string text) =>
    [
        .. from position in Positions
           from Match match in position.Pattern.Matches(text)
           let name = match.Groups["name"]
           where position.IsName(name.Value)
           select name,
        .. from Match match in PairPattern().Matches(text)
           let first = match.Groups["first"]
           let last = match.Groups["last"]
           from name in new[]
           {
               Likely.Contains(first.Value) && IsNoWord(last.Value) ? first : null,
               IsNoWord(first.Value) && (Likely.Contains(last.Value) || ListedNames.AlsoWords.Contains(last.Value)) ? last : null,
           }
           where name is not null
           select name,
    ];

    /// <summary>Whether a list of names has the word.</summary>
    public static bool MayBeName(string word) =>
        Likely.Contains(word) || (ListedNames.AlsoWords.Contains(word) && !Nobody.Contains(word.ToLowerInvariant()));

    private static bool MayBeAnybody(string word) => MayBeName(word)
        || (word.ToLowerInvariant() is var lower && EnglishWords.Contains(lower)
            && !lower.EndsWith("ly", StringComparison.Ordinal) && !Nobody.Contains(lower)
            && !CommonWords.Stop.Contains(lower) && !CommonWords.Filler.Contains(lower) && !CommonWords.NotNames.Contains(lower));

    private static bool IsNoWord(string word) => ListedNames.All.Contains(word) && !PersonNames.IsOrdinaryWord(word);

    /// <summary>"page booked bay 3".</summary>
    [GeneratedRegex($@"(?<={Beginning}){Name}(?=\s+{Human})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HumanSubjectPattern();

    /// <summary>"hope is on her way".</summary>
    [GeneratedRegex($@"(?<={Beginning}){Name}(?=\s+{Also})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SubjectPattern();

    /// <summary>"did mark leave", "is grace there".</summary>
    [GeneratedRegex($@"(?<=(?:{Beginning})(?:is|was|did|does|has|had|can|could|would|should|where['’]?s|where\s+is)\s+){Name}{NoVerbOrDate}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuestionPattern();

    /// <summary>"tell page that".</summary>
    [GeneratedRegex($@"(?<=\b(?:tell|told|ask|asked|remind|reminded|let)\s+){Name}(?=\s+(?:that|to|if|about|know|we|i)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ToldPattern();

    /// <summary>"call will", "thanks mark", "my friend art".</summary>
    [GeneratedRegex($@"(?<=\b(?:tell|told|ask|asked|remind|reminded|text|texted|call|called|email|emailed|message|messaged|saw|met|thank|thanks|thank\s+you|thx|cheers|hi|hey|hello|dear|sorry|friend|wife|husband|partner|son|daughter|brother|sister|mom|mum|dad|buddy|boss|coach|named|name\s+is)\s+){Name}{NoVerbOrDate}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddresseePattern();

    /// <summary>"gave grace the key", "let mark know".</summary>
    [GeneratedRegex($@"(?<=\b(?:see|gave|give|let|bring|brought)\s+){Name}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ReceiverPattern();

    /// <summary>"with faith", "this is drew".</summary>
    [GeneratedRegex($@"(?<=\b(?:with|it['’]?s|this\s+is|i['’]?m|i\s+am)\s+){Name}{NoVerbOrDate}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CompanionPattern();

    /// <summary>"and grace", "for bill", "spoke to art".</summary>
    [GeneratedRegex($@"(?<=\b(?:and|or|for|from|by|(?:spoke|speak|talk|talked|said|belongs|gave\s+it|sent\s+it|write|wrote)\s+to)\s+){NoVerbOrMonth}{Name}{NoVerbOrDate}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LinkedPattern();

    /// <summary>"hope's clubs".</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{M}'’\-])(?<name>\p{L}[\p{L}\p{M}]*)(?=['’]s\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OwnerPattern();

    /// <summary>"Will Garcia", "mike bell": one name beside another.</summary>
    [GeneratedRegex(@"(?<![\p{L}\p{M}'’\-])(?<first>\p{L}[\p{L}\p{M}]*)[ \t]+(?=(?<last>\p{L}[\p{L}\p{M}]*))", RegexOptions.CultureInvariant)]
    private static partial Regex PairPattern();
}
