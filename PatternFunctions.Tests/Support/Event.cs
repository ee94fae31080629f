using System.Globalization;

namespace PatternFunctions.Tests.Support;

/// <summary>Bodies of events that the simulated OpenPhone does not send by itself, in the format of the app's webhooks.</summary>
internal static class Event
{
    public const string OwnNumber = "+15555550100";

    public static string Incoming(string id, string from, string text, DateTimeOffset at, string to = OwnNumber, string media = "") =>
        Message("message.received", id, from, to, text, "incoming", "received", at, at, media);

    /// <param name="sentAt">By the message's own clock.</param>
    /// <param name="toldAt">By the event's.</param>
    public static string Outgoing(
        string type, string id, string to, string text, string status, DateTimeOffset sentAt, DateTimeOffset toldAt, string more = "") =>
        Message(type, id, OwnNumber, to, text, "outgoing", status, sentAt, toldAt, "", more);

    public static string Contact(string type, string id, string firstName, DateTimeOffset at, params string[] phones) =>
        Of(type, at, $$$"""{"id":"{{{id}}}","object":"contact","firstName":"{{{firstName}}}","lastName":null,"fields":{"Phone":[{{{string.Join(',', phones.Select(phone => $"\"{phone}\""))}}}]}}""");

    public static string Of(string type, DateTimeOffset at, string subject) =>
        $$$"""{"id":"EV{{{Guid.NewGuid():N}}}","object":"event","apiVersion":"v3","createdAt":"{{{Time(at)}}}","type":"{{{type}}}","data":{"object":{{{subject}}}}}""";

    private static string Message(
        string type, string id, string from, string to, string text, string direction, string status, DateTimeOffset sentAt,
        DateTimeOffset toldAt, string media, string more = "") =>
        Of(type, toldAt, $$$"""{"id":"{{{id}}}","object":"message","from":"{{{from}}}","to":"{{{to}}}","direction":"{{{direction}}}","body":"{{{text}}}","media":[{{{media}}}],"status":"{{{status}}}","createdAt":"{{{Time(sentAt)}}}","userId":"US1","phoneNumberId":"PN1","conversationId":"CN1"{{{more}}}}""");

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
