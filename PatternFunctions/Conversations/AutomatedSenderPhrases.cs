namespace PatternFunctions.Conversations;

/// <summary>The phrases behind <see cref="AutomatedSender"/>.</summary>
internal static class AutomatedSenderPhrases
{
    public static Wording DoNotReply { get; } = Wording.Of("""
        (do not|dont|cannot|can not|unable to) (reply|respond) !(to (him|her|them|my|that|his)|until|yet|before|back)
        (no reply|noreply|donotreply|replies are not|not monitored|unmonitored|isnt monitored|does not accept (replies|messages|texts)|unable to receive (replies|messages|texts))
        (this number|this inbox|this mailbox|this line) (is|can) (only|not|no longer)
        """);

    public static Wording AutoResponder { get; } = Wording.Of("""
        (auto reply|autoreply|auto response|autoresponse|auto responder|autoresponder|automatic reply|automatic response|automatic message|out of office|out of the office|system generated)
        (this is|is) an (automated|automatic) (reply|response|message|text|notification|system)
        automated (reply|response) (from|$)
        ^ automated (message|text|reply|response|notification)
        (im|i am) driving (with|right now|and|at the moment)* (do not disturb|focus|ill (see|get|respond|reply)|i will (see|get|respond|reply)|turned on|sent from)
        (do not disturb|focus) (while driving|is on|turned on)
        (not receiving notifications|notifications silenced|notifications are silenced|reply urgent to)
        (msg|message|msgs|messages) (and)? data rates (may)? apply
        (reply|text|txt|send) (stop|help|y|yes|c|1) (or _)? (to|for|2) (opt|unsubscribe|cancel|end|help|confirm|quit|stop|info|be|more)
        (thank you|thanks|thx) for (contacting|calling|texting|messaging|reaching out to|reaching|your message|your text|getting in touch) ... (we|our|someone|a member|one of|is|has)
        (we|someone|a representative|our team|an agent|a team member|one of our _) (will|ll|shall) (get back|be in touch|respond|reply|return your|contact you|be with you) ... (soon|possible|shortly|within|business|hours|momentarily)
        (well|i will|ill) (get back|respond|reply) (to you|to your message)? (as soon as|within _ (hours|business)|when i (return|am back|get back))
        (verification|security|one time|onetime|login|authentication|otp|sign in) (code|passcode|password|pin) (is|for|_)
        is your (_)? (_)? (verification|security|login|authentication|one time|confirmation) (code|passcode|password|pin)
        your (_)? (package|order|parcel|delivery|shipment) (_)? (has been|was|is) (delivered|shipped|out for delivery|on its way|arriving)
        (currently|am currently|im currently) (away|unavailable|out) ... (back|return|respond|reply|office|until|urgent)
        (please|kindly)? leave a message (and|after)
        """);
}
