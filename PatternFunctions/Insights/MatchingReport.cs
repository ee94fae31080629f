namespace PatternFunctions.Insights;

/// <summary>The model that matches by similarity go by, and what the business's own labels say of it.</summary>
/// <param name="Model">Its number.</param>
/// <param name="Encoder">Whose vectors it was fitted to.</param>
/// <param name="Wordings">How many it was fitted on.</param>
/// <param name="Labels">Questions of which people have let know what they were about.</param>
/// <param name="Heads">Each way of deciding that the labels could be tried on: lexical, similarity, trained.</param>
public sealed record MatchingReport(long Model, string Encoder, DateTimeOffset FittedAt, int Wordings, int Labels, IReadOnlyList<HeadReport> Heads);

/// <summary>On labels that the head and its curve had not seen.</summary>
/// <param name="CalibrationError">0 to 1: how far probabilities and what came true lie apart, on average.</param>
/// <param name="Probable">Matches that were as probable as automatic replies must be.</param>
/// <param name="Right">Those of them that were right.</param>
/// <param name="Proved">The share of right ones that this proves (one-sided 95 %).</param>
/// <param name="OpenForAuto">Whether that is enough for automatic replies.</param>
public sealed record HeadReport(string Head, int Labels, double CalibrationError, int Probable, int Right, double Proved, bool OpenForAuto);
