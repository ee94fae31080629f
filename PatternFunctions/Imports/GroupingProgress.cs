namespace PatternFunctions.Imports;

/// <summary>
/// How much of grouping is done, and how much is left. A wording takes its time to be understood and each of its pairs
/// to be marked, and at the end each of the groups to be settled: only together do they say when it will be over.
/// </summary>
internal sealed class GroupingProgress
{
    /// <summary>A person has to read them.</summary>
    public const int MostGroups = 500;

    /// <summary>What each takes beside the others (measured), in hundredths of a millisecond.</summary>
    private const int PerWording = 400;
    private const int PerPair = 4;
    public const int PerGroup = 500;

    private long pairsLeft;
    private long wordingsLeft;

    public long Wordings { get; set; }

    public long Groups { get; set; }

    public long LastWork { get; private set; }

    public long WorkLeft
    {
        get
        {
            // The commonest wordings open most groups; what comes after them joins.
            return (wordingsLeft * PerWording) + (pairsLeft * PerPair) + (Math.Min(Groups, MostGroups) * PerGroup);
        }
    }

    public void Expect(long pairs, long wordings) => (pairsLeft, wordingsLeft) = (pairs, wordings);

    public void Add(long wordings, long pairs, long groups)
    {
        LastWork = (wordings * PerWording) + (pairs * PerPair);
        Wordings += wordings;
        Groups += groups;
        wordingsLeft -= wordings;
        pairsLeft -= pairs;
    }
}
