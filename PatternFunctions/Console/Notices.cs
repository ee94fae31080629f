using System.Globalization;

namespace PatternFunctions.WebConsole;

/// <summary>What a page says after something was done. The address carries a word, never the sentence: that could be anybody's.</summary>
internal static class Notices
{
    public const string Rejected = "rejected";
    public const string PutAside = "put-aside";
    public const string Cancelled = "cancelled";
    public const string TakenBack = "taken-back";
    public const string TakenOver = "taken-over";
    public const string Released = "released";
    public const string Forgotten = "forgotten";
    public const string Created = "created";
    public const string Saved = "saved";
    public const string Activated = "activated";
    public const string Deactivated = "deactivated";
    public const string Retired = "retired";
    public const string Restored = "restored";
    public const string Adopted = "adopted";
    public const string SettingsChanged = "settings-changed";
    public const string Stopped = "stopped";
    public const string Allowed = "allowed";
    public const string KeyRevoked = "key-revoked";
    public const string Replayed = "replayed";
    public const string Dismissed = "dismissed";
    public const string TheyDiffer = "they-differ";
    public const string Merged = "merged";
    public const string FactDeleted = "fact-deleted";
    public const string ImportStarted = "import-started";
    public const string ImportKnown = "import-known";
    public const string ImportCancelled = "import-cancelled";
    public const string Analysing = "analysing";
    public const string RollingBack = "rolling-back";

    /// <summary>Of a question in the queue: what is said depends on what becomes of the reply (<see cref="ReplyNotices"/>).</summary>
    public static string Answered(long question) => string.Create(CultureInfo.InvariantCulture, $"answered-{question}");

    /// <returns>Null if the word is another one.</returns>
    public static long? QuestionOf(string? word) =>
        word?.Split('-') is ["answered", var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var question) ? question : null;

    /// <summary>Of many at once.</summary>
    /// <param name="decided">How many.</param>
    /// <param name="left">How many could not be, because something stood against it.</param>
    public static string Decided(int decided, int left) => string.Create(CultureInfo.InvariantCulture, $"decided-{decided}-{left}");

    public static string? Find(string? word) => word switch
    {
        Rejected => Texts.Notice_Rejected,
        PutAside => Texts.Notice_PutAside,
        Cancelled => Texts.Notice_Cancelled,
        TakenBack => Texts.Notice_TakenBack,
        TakenOver => Texts.Notice_TakenOver,
        Released => Texts.Notice_Released,
        Forgotten => Texts.Notice_Forgotten,
        Created => Texts.Notice_Created,
        Saved => Texts.Notice_Saved,
        Activated => Texts.Notice_Activated,
        Deactivated => Texts.Notice_Deactivated,
        Retired => Texts.Notice_Retired,
        Restored => Texts.Notice_Restored,
        Adopted => Texts.Notice_Adopted,
        SettingsChanged => Texts.Notice_SettingsChanged,
        Stopped => Texts.Notice_Stopped,
        Allowed => Texts.Notice_Allowed,
        KeyRevoked => Texts.Notice_KeyRevoked,
        Replayed => Texts.Notice_Replayed,
        Dismissed => Texts.Notice_Dismissed,
        TheyDiffer => Texts.Notice_TheyDiffer,
        Merged => Texts.Notice_Merged,
        FactDeleted => Texts.Notice_FactDeleted,
        ImportStarted => Texts.Notice_ImportStarted,
        ImportKnown => Texts.Notice_ImportKnown,
        ImportCancelled => Texts.Notice_ImportCancelled,
        Analysing => Texts.Notice_Analysing,
        RollingBack => Texts.Notice_RollingBack,
        _ => word?.Split('-') is ["decided", var decided, var left] ? Numbers(decided, left) : null,
    };

    private static string? Numbers(string decided, string left) =>
        !int.TryParse(decided, NumberStyles.None, CultureInfo.InvariantCulture, out var done) || !int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var rest) ? null
        : rest == 0 ? Words.Count(done, Texts.Notice_DecidedOne, Texts.Notice_DecidedMany)
        : Words.Format(Texts.Notice_DecidedLeft, done, rest);
}
