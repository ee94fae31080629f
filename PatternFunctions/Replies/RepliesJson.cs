using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace PatternFunctions.Replies;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ReplyUnderWay))]
[JsonSerializable(typeof(RepliesPage))]
[JsonSerializable(typeof(KillSwitchRequest))]
[JsonSerializable(typeof(KillSwitchState))]
public sealed partial class RepliesJson : JsonSerializerContext;

public sealed record RepliesPage(IReadOnlyList<ReplyUnderWay> Items);

/// <param name="On">True stops all automatic sending.</param>
/// <param name="Confirm">Must be true to release it.</param>
public sealed record KillSwitchRequest([property: Required] bool? On, bool Confirm = false);

/// <param name="On">As it is now.</param>
/// <param name="Withdrawn">How many scheduled replies it took back.</param>
public sealed record KillSwitchState(bool On, int Withdrawn);
