namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>What may go wrong with the next POST /v1/messages.</summary>
public enum SendFault
{
    /// <summary>The message is sent, and the caller waits for an answer until it gives up.</summary>
    TimeoutAfterAccepting,

    /// <summary>Nothing is sent, and the caller waits for an answer until it gives up.</summary>
    TimeoutBeforeAccepting,

    /// <summary>The message is sent, and the connection breaks.</summary>
    DisconnectAfterAccepting,

    /// <summary>Nothing is sent, and the connection breaks.</summary>
    DisconnectBeforeAccepting,

    /// <summary>The message is sent, and the answer is a 500.</summary>
    ServerErrorAfterAccepting,

    /// <summary>Nothing is sent, and the answer is a 500.</summary>
    ServerErrorBeforeAccepting,

    /// <summary>Accepted, and answered late: the webhook of the message overtakes the answer.</summary>
    Slow,

    TooManyRequests,
    Unauthorized,
    SubscriptionExpired,
    NotPhoneNumberUser,
    DailyCapReached,
    A2PRegistrationNotApproved,
    OptedOut,
}
