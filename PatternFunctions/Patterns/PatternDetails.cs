using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Patterns;

/// <summary>A row of <c>decision_patterns</c>, as people see it. Times are UTC.</summary>
public sealed record PatternDetails
{
    public const string Columns = """
        p.id, p.pattern_type, p.trigger_text, p.trigger_keywords, p.response_template, p.template_variables, p.required_actions,
        p.confidence_score, p.is_active, p.auto_executable, p.requires_confirmation, p.execution_count, p.success_count,
        p.modified_count, p.rejected_count, p.last_used_at, p.version, p.created_from, p.created_at, p.updated_at, p.deleted_at,
        (SELECT o.id FROM decision_patterns o WHERE o.id = p.similar_to AND o.deleted_at IS NULL), p.merged_into,
        (SELECT count(*) FROM pattern_versions v WHERE v.pattern_id = p.id AND v.status = 'proposed')::integer,
        md5(ROW(p.pattern_type, p.trigger_text, p.trigger_keywords, p.response_template, p.required_actions, p.is_active,
                p.auto_executable, p.requires_confirmation, p.version, p.deleted_at IS NULL)::text)
        """;

    public required long Id { get; init; }

    public required string PatternType { get; init; }

    public required string TriggerText { get; init; }

    public required IReadOnlyList<string> TriggerKeywords { get; init; }

    public required string ResponseTemplate { get; init; }

    public required IReadOnlyList<string> TemplateVariables { get; init; }

    public required IReadOnlyList<string> RequiredActions { get; init; }

    public required decimal ConfidenceScore { get; init; }

    public required bool IsActive { get; init; }

    public required bool AutoExecutable { get; init; }

    public required bool RequiresConfirmation { get; init; }

    public required int ExecutionCount { get; init; }

    public required int SuccessCount { get; init; }

    public required int ModifiedCount { get; init; }

    public required int RejectedCount { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public required int Version { get; init; }

    public required string CreatedFrom { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Since when it is retired.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>An older pattern that asks much the same: a person may merge the two.</summary>
    public long? SimilarTo { get; init; }

    /// <summary>The pattern to which its wordings went.</summary>
    public long? MergedInto { get; init; }

    /// <summary>How many texts operators' answers propose for it.</summary>
    public int ProposedVersions { get; init; }

    /// <summary>Changes with what people decide about the pattern, not with its counts.</summary>
    [JsonIgnore]
    public string ETag { get; init; } = "";

    public static PatternDetails Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        PatternType = reader.GetString(1),
        TriggerText = reader.GetString(2),
        TriggerKeywords = reader.GetFieldValue<string[]>(3),
        ResponseTemplate = reader.GetString(4),
        TemplateVariables = reader.GetFieldValue<string[]>(5),
        RequiredActions = reader.GetFieldValue<string[]>(6),
        ConfidenceScore = reader.GetDecimal(7),
        IsActive = reader.GetBoolean(8),
        AutoExecutable = reader.GetBoolean(9),
        RequiresConfirmation = reader.GetBoolean(10),
        ExecutionCount = reader.GetInt32(11),
        SuccessCount = reader.GetInt32(12),
        ModifiedCount = reader.GetInt32(13),
        RejectedCount = reader.GetInt32(14),
        LastUsedAt = reader.Nullable<DateTimeOffset?>(15),
        Version = reader.GetInt32(16),
        CreatedFrom = reader.GetString(17),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(18),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(19),
        DeletedAt = reader.Nullable<DateTimeOffset?>(20),
        SimilarTo = reader.Nullable<long?>(21),
        MergedInto = reader.Nullable<long?>(22),
        ProposedVersions = reader.GetInt32(23),
        ETag = $"\"{reader.GetString(24)}\"",
    };

    /// <summary>For the audit log: without the trigger's text, which may be a customer's words.</summary>
    public JsonObject ToAudit() => new()
    {
        ["pattern_type"] = PatternType,
        ["response_template"] = ResponseTemplate,
        ["required_actions"] = new JsonArray([.. RequiredActions.Select(action => JsonValue.Create(action))]),
        ["is_active"] = IsActive,
        ["auto_executable"] = AutoExecutable,
        ["requires_confirmation"] = RequiresConfirmation,
        ["version"] = Version,
        ["retired"] = DeletedAt is not null,
        ["similar_to"] = SimilarTo,
        ["merged_into"] = MergedInto,
    };
}
