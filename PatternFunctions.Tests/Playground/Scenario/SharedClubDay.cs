namespace PatternFunctions.Tests.Playground.Scenario;

[CollectionDefinition(Name)]
public sealed class SharedClubDay : ICollectionFixture<PlayedDay>
{
    public const string Name = "Club day";
}
