using PatternFunctions.Playground.Scenario;

namespace PatternFunctions.Tests.Playground.Scenario;

/// <summary>The day at the club, played once for all who look at it.</summary>
public sealed class PlayedDay : IAsyncLifetime
{
    public PlayedScript Played { get; private set; } = null!;

    public async Task InitializeAsync() => Played = await PlayedScript.PlayAsync(Script.OfClubDay());

    public async Task DisposeAsync() => await Played.DisposeAsync();
}
