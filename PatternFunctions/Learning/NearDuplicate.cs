namespace PatternFunctions.Learning;

/// <param name="Pattern">What a question is much like.</param>
/// <param name="AsksTheSame">Whether both speak of the same day, number and price; if not, they may well be two questions.</param>
public sealed record NearDuplicate(KnownPattern Pattern, bool AsksTheSame);
