using System.Text.Json;
using Npgsql;
using PatternFunctions.Conversations;
using PatternFunctions.Decisions;
using PatternFunctions.Learning;
using PatternFunctions.Patterns;
using PatternFunctions.Settings;

namespace PatternFunctions.Replies;

/// <summary>Whether a text may go out at this very moment, whatever was true when it was decided.</summary>
/// <param name="Refusal">The first gate that is shut; null if it may go.</param>
/// <param name="GatesJson">Every gate of an automatic reply with its value; null for a reply that a person approved.</param>
public sealed record SendCheck(string? Refusal, string? GatesJson)
{
    public static async Task<SendCheck> EvaluateAsync(
        NpgsqlConnection connection, ScheduledReply reply, LearningConfig config, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var facts = await ConversationFacts.ReadAsync(
            connection, reply.ConversationId, reply.Question, reply.ExecutionId, config, now, cancellationToken);
        if (!reply.IsAutomatic)
        {
            return new SendCheck(RefusalOfApproved(reply, facts, config), null);
        }

        var pattern = reply.PatternId is { } id ? await PatternReader.FindAsync(connection, id, cancellationToken) : null;
        // A template that was edited since needs its own evidence: what was composed is no longer the pattern's answer.
        var isSameVersion = pattern?.Snapshot.Version == reply.PatternVersion;
        var gates = AutoGates.Evaluate(new DecisionInput
        {
            Match = reply.Match,
            Pattern = isSameVersion ? pattern?.Snapshot : null,
            Config = config,
            Conversation = facts.State,
            UnfilledVariables = TemplateRenderer.HasBlank(reply.Text) ? [TemplateRenderer.Blank] : [],
            Now = now,
        });
        return new SendCheck(
            gates.FirstOrDefault(gate => !gate.Ok)?.Name, JsonSerializer.Serialize(gates, DecisionJson.Default.IReadOnlyListGate));
    }

    private static string? RefusalOfApproved(ScheduledReply reply, ConversationFacts facts, LearningConfig config) =>
        !config.Enabled ? AutoGates.Enabled
        : config.ShadowMode ? AutoGates.NotShadow
        : facts.State.OptedOut ? "not_opted_out"
        : reply.CustomerPhone is null ? "known_sender"
        : TemplateRenderer.HasBlank(reply.Text) ? "variables_filled"
        : null;
}
