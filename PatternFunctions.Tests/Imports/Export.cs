using System.Globalization;
using System.Text;

namespace PatternFunctions.Tests.Imports;

/// <summary>A made-up export of messages.</summary>
internal sealed class Export
{
    public const string OwnNumber = "+15555550100";

    private readonly StringBuilder text = new("id,conversationId,body,sentAt,to,from,direction,createdAt\n");

    public int Rows { get; private set; }

    public Export Ask(string customer, string body, DateTimeOffset at, string? id = null) => Add(id, body, at, OwnNumber, customer, "incoming");

    public Export Answer(string customer, string body, DateTimeOffset at, string? id = null) => Add(id, body, at, customer, OwnNumber, "outgoing");

    public Export Row(string row)
    {
        text.Append(row).Append('\n');
        Rows++;
        return this;
    }

    public override string ToString() => text.ToString();

    private Export Add(string? id, string body, DateTimeOffset at, string to, string from, string direction)
    {
        var time = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return Row($"{id ?? string.Create(CultureInfo.InvariantCulture, $"AC{Rows:x8}")},CN{to}{from},\"{body.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{time},{to},{from},{direction},{time}");
    }
}
