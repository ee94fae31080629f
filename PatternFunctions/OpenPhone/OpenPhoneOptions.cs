namespace PatternFunctions.OpenPhone;

/// <summary>The section "OpenPhone". No record, so that nothing prints its secrets.</summary>
public sealed class OpenPhoneOptions
{
    public const string Section = "OpenPhone";

    /// <summary>Without a path; api.quo.com answers as well.</summary>
    public Uri BaseUrl { get; set; } = new("https://api.openphone.com");

    /// <summary>Sent as it is, without "Bearer".</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>
    /// Base64 for webhooks made in the app or by the v1 API, whsec_… for the versioned API. Several, because each
    /// webhook has its own, and the old one stays valid while a new one is brought in.
    /// </summary>
    public IList<string> WebhookSigningKeys { get; } = [];

    /// <summary>
    /// To either side of now. Wide, because nothing says whether a retry is signed anew, and a replay does no harm:
    /// a message is stored once.
    /// </summary>
    public TimeSpan LegacySignatureTolerance { get; set; } = TimeSpan.FromHours(24);

    /// <summary>To either side of now. Each attempt is signed anew.</summary>
    public TimeSpan StandardSignatureTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one request may take before its outcome counts as unknown.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
