using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>What an import proposes, with its evidence. Times are UTC.</summary>
public sealed record StagedPattern
{
    /// <summary>With the newest three of its pairs, as they were written.</summary>
    public const string Columns = """
        s.id, s.import_id, s.status, s.reason, s.pattern_type, s.trigger_text, s.trigger_keywords, s.response_template,
        s.required_actions, s.created_from, s.pairs, s.wordings, s.operators, s.alike, s.first_at, s.last_at, s.duplicate_of,
        s.pattern_id, s.decided_by, s.decided_at,
        ARRAY(SELECT e.customer_message FROM pattern_learning_examples e WHERE e.staging_id = s.id ORDER BY e.id = s.typical_id DESC, e.created_at DESC, e.id LIMIT 3),
        ARRAY(SELECT e.operator_response FROM pattern_learning_examples e WHERE e.staging_id = s.id ORDER BY e.id = s.typical_id DESC, e.created_at DESC, e.id LIMIT 3)
        """;

    public required long Id { get; init; }

    public required long ImportId { get; init; }

    /// <summary>grouped (waits for its analysis), pending (waits for a person), set_aside (by the analysis), approved or rejected.</summary>
    public required string Status { get; init; }

    /// <summary>Why it was set aside.</summary>
    public string? Reason { get; init; }

    /// <summary>Null before the analysis, as the question and the template.</summary>
    public string? PatternType { get; init; }

    public string? TriggerText { get; init; }

    public required IReadOnlyList<string> TriggerKeywords { get; init; }

    public string? ResponseTemplate { get; init; }

    public required IReadOnlyList<string> RequiredActions { get; init; }

    public string? CreatedFrom { get; init; }

    /// <summary>How often it was asked and answered.</summary>
    public required int Pairs { get; init; }

    /// <summary>In how many different wordings.</summary>
    public required int Wordings { get; init; }

    /// <summary>By how many people it was answered; exports do not say by whom, and then it is 0.</summary>
    public required int Operators { get; init; }

    /// <summary>The share of its answers that say the same as the typical one, 0 to 1.</summary>
    public required double Alike { get; init; }

    public DateTimeOffset? FirstAt { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    /// <summary>A pattern that asks the same, or nearly.</summary>
    public long? DuplicateOf { get; init; }

    /// <summary>The pattern that came of it.</summary>
    public long? PatternId { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The typical pair first, then the newest.</summary>
    public required IReadOnlyList<StagedPair> Examples { get; init; }

    public static StagedPattern Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        ImportId = reader.GetInt64(1),
        Status = reader.GetString(2),
        Reason = reader.Nullable<string>(3),
        PatternType = reader.Nullable<string>(4),
        TriggerText = reader.Nullable<string>(5),
        TriggerKeywords = reader.GetFieldValue<string[]>(6),
        ResponseTemplate = reader.Nullable<string>(7),
        RequiredActions = reader.GetFieldValue<string[]>(8),
        CreatedFrom = reader.Nullable<string>(9),
        Pairs = reader.GetInt32(10),
        Wordings = reader.GetInt32(11),
        Operators = reader.GetInt32(12),
        Alike = reader.GetDouble(13),
        FirstAt = reader.Nullable<DateTimeOffset?>(14),
        LastAt = reader.Nullable<DateTimeOffset?>(15),
        DuplicateOf = reader.Nullable<long?>(16),
        PatternId = reader.Nullable<long?>(17),
        DecidedBy = reader.Nullable<string>(18),
        DecidedAt = reader.Nullable<DateTimeOffset?>(19),
        Examples = [.. reader.GetFieldValue<string[]>(20).Zip(reader.GetFieldValue<string[]>(21), (question, answer) => new StagedPair(question, answer))],
    };

    // Sealed against logs: its examples are somebody's words.
    public override string ToString() => $"{nameof(StagedPattern)} {Id}";
}

public sealed record StagedPair(string Question, string Answer);

/// <param name="NextCursor">For the next page; null after the last one.</param>
public sealed record StagedPage(IReadOnlyList<StagedPattern> Items, string? NextCursor);
