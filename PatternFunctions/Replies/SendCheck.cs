using System.Text.Json;
using Npgsql;
using PatternFunctions.Conversations;
using PatternFunctions.Decisions;
using PatternFunctions.Learning;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Replies;

/// <summary>Whether a text may go out at this very moment, whatever was true when it was decided.</summary>
/// <param name="Refusal">The first gate that is shut; null if it may go.</param>
/// <param name="Sentence">The same for people.</param>
/// <param name="GatesJson">Every gate of an automatic reply with its value; null for a reply that a person approved.</param>
public sealed record SendCheck(string? Refusal, string? Sentence, string? GatesJson)
{
    public static async Task<SendCheck> EvaluateAsync(
        NpgsqlConnection connection, ScheduledReply reply, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var facts = await ConversationFacts.ReadAsync(
            connection, reply.ConversationId, reply.Question, reply.ExecutionId, config, now, cancellationToken);
        var since = (await connection.Command("""
            SELECT r.kill_switch_uses <> kill_switch_uses(),
                   EXISTS (SELECT FROM conversation_messages m
                           WHERE m.conversation_id = r.conversation_id AND m.sender = 'operator' AND m.sent_at > r.created_at)
            FROM outbound_replies r
            WHERE r.id = $1
            """, reply.Id).FirstOrDefaultAsync(reader => new Since(reader.GetBoolean(0), reader.GetBoolean(1)), cancellationToken))!;
        if (!reply.IsAutomatic)
        {
            var refusal = RefusalOfApproved(reply, facts, since, config, now);
            return new SendCheck(refusal?.Gate, refusal?.Sentence, GatesJson: null);
        }

        var pattern = reply.PatternId is { } id ? await PatternReader.FindAsync(connection, id, cancellationToken) : null;
        // A template that was edited since needs its own evidence: what was composed is no longer the pattern's answer.
        var isSameVersion = pattern?.Snapshot.Version == reply.PatternVersion;
        var gates = AutoGates.Evaluate(new DecisionInput
        {
            Match = reply.Match,
            Pattern = isSameVersion ? pattern?.Snapshot : null,
            Config = config with { KillSwitch = config.KillSwitch || since.KillSwitchUsed },
            Conversation = facts.State,
            UnfilledVariables = TemplateRenderer.HasBlank(reply.Text) ? [TemplateRenderer.Blank] : [],
            SimilarityProved = await SimilarityTrust.ReadAsync(connection, reply.Match, config, cancellationToken),
            Now = now,
        });
        var shut = gates.FirstOrDefault(gate => !gate.Ok);
        return new SendCheck(
            shut?.Name, shut?.Sentence, JsonSerializer.Serialize(gates, DecisionJson.Default.IReadOnlyListGate));
    }

    private static (string Gate, string Sentence)? RefusalOfApproved(
        ScheduledReply reply, ConversationFacts facts, Since since, LearningConfig config, DateTimeOffset now) =>
        !config.Enabled ? (AutoGates.Enabled, "The system is switched off.")
        : config.ShadowMode ? (AutoGates.NotShadow, "Shadow mode is on.")
        : facts.State.OptedOut ? ("not_opted_out", "The customer has opted out.")
        : reply.CustomerPhone is null ? ("known_sender", "There is no single number to text to.")
        : TemplateRenderer.HasBlank(reply.Text) ? ("variables_filled", "The text has a blank.")
        : since.PersonAnswered ? ("not_answered", "A person has answered since it was approved.")
        : now - reply.CreatedAt > config.SuggestionExpiry ? ("in_time", "It could not be sent for too long.")
        : null;

    /// <summary>What has happened since the text was decided or approved.</summary>
    private sealed record Since(bool KillSwitchUsed, bool PersonAnswered);
}
