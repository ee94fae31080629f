namespace PatternFunctions.OpenPhone;

public enum SendDoubt
{
    Timeout,
    ServerError,

    /// <summary>The connection broke before the answer was whole.</summary>
    ConnectionBroken,

    /// <summary>No connection came about, so nothing was sent: the only doubt that is none.</summary>
    NotConnected,

    /// <summary>A success without a message id.</summary>
    UnreadableAnswer,
}
