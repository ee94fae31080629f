using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Npgsql;
using PatternFunctions.Access;
using PatternFunctions.Replies;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Conversations;

/// <summary>Operators keep automation out of a conversation, or let it in again before its time.</summary>
public sealed class Takeover(NpgsqlDataSource dataSource, TimeProvider clock)
{
    /// <summary>A month, as <c>takeover_minutes</c>.</summary>
    public const int MaxMinutes = 43_200;

    /// <param name="minutes">From now; null for <c>takeover_minutes</c>. Never shortens what holds.</param>
    /// <returns>Null if there is no such conversation.</returns>
    public async Task<ConversationHold?> TakeAsync(long conversationId, int? minutes, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var config = await ConfigStore.ReadAsync(connection, cancellationToken);
        var until = now + (minutes is { } given ? TimeSpan.FromMinutes(given) : config.Takeover);
        var hold = await SetAsync(connection, "GREATEST(human_until, $2)", conversationId, until, cancellationToken);
        var cancelled = await ScheduledReplies.CancelAutomaticAsync(connection, conversationId, upTo: null, "taken_over", now, cancellationToken);
        await Handover.ToOperatorsAsync(
            connection, cancelled, $"{caller.Name} took over before the automatic reply went out.", now + config.SuggestionExpiry, now,
            cancellationToken);
        await AuditAsync(connection, caller, "conversation.taken_over", hold, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return hold;
    }

    /// <summary>What an operator has answered stays answered; only the next question may be answered by itself again.</summary>
    /// <returns>Null if there is no such conversation.</returns>
    public async Task<ConversationHold?> ReleaseAsync(long conversationId, Caller caller, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var hold = await SetAsync(connection, "$2", conversationId, until: null, cancellationToken);
        await AuditAsync(connection, caller, "conversation.released", hold, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return hold;
    }

    private static Task AuditAsync(
        NpgsqlConnection connection, Caller caller, string action, ConversationHold? hold, DateTimeOffset now, CancellationToken cancellationToken) =>
        hold is null ? Task.CompletedTask : AuditLog.WriteAsync(
            connection, caller, action, string.Create(CultureInfo.InvariantCulture, $"conversations/{hold.Id}"), before: null,
            new() { ["human_until"] = hold.HumanUntil?.ToString("O", CultureInfo.InvariantCulture) }, now, cancellationToken);

    private static Task<ConversationHold?> SetAsync(
        NpgsqlConnection connection, string value, long conversationId, DateTimeOffset? until, CancellationToken cancellationToken) =>
        connection.Command($"UPDATE conversations SET human_until = {value} WHERE id = $1 RETURNING id, human_until", conversationId, until)
            .FirstOrDefaultAsync(reader => new ConversationHold(reader.GetInt64(0), reader.Nullable<DateTimeOffset?>(1)), cancellationToken);
}

/// <param name="Id">Of the conversation.</param>
/// <param name="HumanUntil">Until then a person has it; UTC, null if nobody does.</param>
public sealed record ConversationHold(long Id, DateTimeOffset? HumanUntil);

/// <param name="Minutes">From now; null for <c>takeover_minutes</c>.</param>
public sealed record TakeoverRequest([property: Range(1, Takeover.MaxMinutes)] int? Minutes);
