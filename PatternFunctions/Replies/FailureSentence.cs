using PatternFunctions.OpenPhone;

namespace PatternFunctions.Replies;

/// <summary>Says to operators why a text was not sent and what they can do about it.</summary>
internal static class FailureSentence
{
    public static string Of(string reason) => reason switch
    {
        nameof(SendRefusal.A2pNotApproved) => "Not sent: the number is not registered with the US carriers (A2P 10DLC). Register it in OpenPhone's settings.",
        nameof(SendRefusal.OptedOut) => "Not sent: the customer has opted out at OpenPhone.",
        nameof(SendRefusal.NoCredits) => "Not sent: OpenPhone's credits are used up, or the subscription has expired.",
        nameof(SendRefusal.DailyCap) => "Not sent: the carriers' limit of texts in a day is reached. Try again tomorrow.",
        nameof(SendRefusal.Unauthorized) => "Not sent: OpenPhone refuses the API key, or its owner may not use this number.",
        nameof(SendRefusal.NotFound) => "Not sent: OpenPhone does not know this number.",
        nameof(SendRefusal.Invalid) => "Not sent: OpenPhone finds the text or the number not valid.",
        nameof(SendRefusal.International) => "Not sent: texts to other countries are switched off in OpenPhone.",
        SentReply.NotFound => "Not sent: the call to OpenPhone failed, and OpenPhone does not have the text.",
        _ => "Not sent: OpenPhone refused the text.",
    };
}
