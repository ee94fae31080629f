using System.Text.Json;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Access;

/// <summary>One change: who, from where, what, and how it was before and after. Nothing in it is a customer's.</summary>
public sealed record AuditEntry
{
    public const string Columns = "id, created_at, actor, role, source, action, subject, before::text, after::text, encode(hash, 'hex')";

    public required long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    /// <summary>operator, admin, or sql for a change by hand in the database.</summary>
    public required string Role { get; init; }

    public required string Source { get; init; }

    /// <summary>Such as "pattern.activated"; never renamed.</summary>
    public required string Action { get; init; }

    /// <summary>Such as "patterns/12".</summary>
    public required string Subject { get; init; }

    public JsonElement? Before { get; init; }

    public JsonElement? After { get; init; }

    /// <summary>SHA-256 over the entry and the hash of the one before it.</summary>
    public required string Hash { get; init; }

    public static AuditEntry Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        At = reader.GetFieldValue<DateTimeOffset>(1),
        Actor = reader.GetString(2),
        Role = reader.GetString(3),
        Source = reader.GetString(4),
        Action = reader.GetString(5),
        Subject = reader.GetString(6),
        Before = Parse(reader.Nullable<string>(7)),
        After = Parse(reader.Nullable<string>(8)),
        Hash = reader.GetString(9),
    };

    private static JsonElement? Parse(string? json) => json is null ? null : JsonElement.Parse(json);
}
