using System.Text;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Npgsql;

namespace PatternFunctions.Storage;

/// <summary>What could not be understood or done. Times are UTC.</summary>
public sealed record DeadLetter
{
    public const string Columns = "id, queue, reason, length(body), created_at, replayed_at";

    public required long Id { get; init; }

    /// <summary>Of which queue it was a message.</summary>
    public required string Queue { get; init; }

    public required string Reason { get; init; }

    /// <summary>In bytes.</summary>
    public required int Size { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null while nobody has replayed it, or if it has failed again since.</summary>
    public DateTimeOffset? ReplayedAt { get; init; }

    /// <summary>What it says. In a list, and if it is not UTF-8, null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Body { get; init; }

    /// <summary>What it says if that is not UTF-8.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BodyBase64 { get; init; }

    // Sealed against logs: its body is somebody's words.
    public override string ToString() => $"{nameof(DeadLetter)} {Id}";

    public static DeadLetter Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Queue = reader.GetString(1),
        Reason = reader.GetString(2),
        Size = reader.GetInt32(3),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(4),
        ReplayedAt = reader.Nullable<DateTimeOffset?>(5),
    };

    public DeadLetter With(byte[] body) => Utf8.IsValid(body)
        ? this with { Body = Encoding.UTF8.GetString(body) }
        : this with { BodyBase64 = Convert.ToBase64String(body) };
}

/// <param name="Next">To be given as <c>before</c> for the next page; null on the last one.</param>
public sealed record DeadLetterPage(IReadOnlyList<DeadLetter> Items, long? Next);

/// <param name="Before">The <see cref="DeadLetterPage.Next"/> of the page before; null for the first.</param>
public sealed record ListDeadLettersQuery(long? Before = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ListDeadLettersQuery))]
[JsonSerializable(typeof(DeadLetter))]
[JsonSerializable(typeof(DeadLetterPage))]
public sealed partial class DeadLetterJson : JsonSerializerContext;
