namespace PatternFunctions.Settings;

/// <summary>What a change of settings did, or would do.</summary>
public sealed record ConfigChange(bool IsPreview, ConfigState Config, ConfigEffect Effect);

/// <summary>What the patterns' very words would come to, in a conversation where nothing stands against an answer.</summary>
/// <param name="NewlyAutomatic">Patterns that become eligible to answer by themselves; the first 100.</param>
/// <param name="NoLongerAutomatic">Patterns that are eligible no more; the first 100.</param>
public sealed record ConfigEffect(
    string Sentence, PatternTiers Before, PatternTiers After, IReadOnlyList<long> NewlyAutomatic, IReadOnlyList<long> NoLongerAutomatic);

/// <summary>How many patterns come to each action.</summary>
public sealed record PatternTiers(int Auto, int Suggest, int Queue, int Shadow);
