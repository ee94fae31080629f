using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Access;

/// <summary>A key as it is shown: never the key itself, of which only a hash is stored.</summary>
public sealed record AccessKey
{
    public const string Columns = "id, label, role, created_at, expires_at, last_used_at, revoked_at";

    public required long Id { get; init; }

    public required string Label { get; init; }

    /// <summary>operator or admin.</summary>
    public required string Role { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>To within a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    public static AccessKey Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Label = reader.GetString(1),
        Role = reader.GetString(2),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(3),
        ExpiresAt = reader.Nullable<DateTimeOffset?>(4),
        LastUsedAt = reader.Nullable<DateTimeOffset?>(5),
        RevokedAt = reader.Nullable<DateTimeOffset?>(6),
    };
}

public sealed record AccessKeyList(IReadOnlyList<AccessKey> Items);

/// <param name="Secret">The key, which is shown this once.</param>
public sealed record NewAccessKey(AccessKey Key, string Secret);
