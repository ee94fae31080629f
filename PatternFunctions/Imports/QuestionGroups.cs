using PatternFunctions.Matching;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Imports;

/// <summary>
/// Questions that ask the same: each joins the first one that it is like, in the order in which they are given. Depends
/// on nothing but that order.
/// </summary>
/// <param name="encoder">Null where there is none: then by words alone.</param>
public sealed class QuestionGroups(ITextEncoder? encoder)
{
    /// <summary>
    /// From here on two questions are taken for one (with and without an encoder). A person sees each group before it
    /// becomes a pattern: one that is split costs an approval more, one that is mixed up shows in its answers.
    /// </summary>
    private const double Alike = 0.75;

    private readonly SimilarityIndex leaders = new(encoder?.Dimensions ?? 0, SimilaritySpace.Plain);

    /// <returns>For each question the leader of its group, which may be itself.</returns>
    public async Task<IReadOnlyList<long>> JoinAsync(IReadOnlyList<(long Id, string Text)> questions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var vectors = await EncodeAsync(questions, cancellationToken);
        var found = questions.Select((question, index) => LeaderOf(question.Text, vectors[index], _ => true)).ToArray();
        var rest = Enumerable.Range(0, questions.Count).Where(index => found[index] is null).ToArray();
        Add([.. rest.Select(index => (questions[index].Id, questions[index].Text, vectors[index]))]);
        var (open, joined) = (new HashSet<long>(), new List<long>());
        foreach (var index in rest)
        {
            var id = questions[index].Id;
            found[index] = LeaderOf(questions[index].Text, vectors[index], open.Contains) ?? id;
            if (found[index] == id)
            {
                open.Add(id);
            }
            else
            {
                joined.Add(id);
            }
        }

        leaders.Update([.. joined.Select(id => new PatternWordings(id, []))]);
        return [.. found.Select(id => id!.Value)];
    }

    /// <summary>Leaders that were found before, so that others can join them.</summary>
    public async Task AddLeadersAsync(IReadOnlyList<(long Id, string Text)> known, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(known);
        var vectors = await EncodeAsync(known, cancellationToken);
        Add([.. known.Select((leader, index) => (leader.Id, leader.Text, vectors[index]))]);
    }

    private void Add(IReadOnlyCollection<(long Id, string Text, float[]? Vector)> added) =>
        leaders.Update([.. added.Select(leader => new PatternWordings(leader.Id, [new Wording(leader.Text, leader.Vector)]))]);

    private long? LeaderOf(string text, float[]? vector, Func<long, bool> isOpen) =>
        leaders.Find(text, vector, SimilarityIndex.MostCandidates)
            .Where(candidate => candidate.Similarity >= Alike && isOpen(candidate.PatternId))
            .Select(candidate => (long?)candidate.PatternId).FirstOrDefault();

    private async Task<float[]?[]> EncodeAsync(IReadOnlyList<(long Id, string Text)> questions, CancellationToken cancellationToken) =>
        encoder is null || questions.Count == 0
            ? new float[]?[questions.Count]
            : [.. await encoder.EncodeAsync([.. questions.Select(question => question.Text)], cancellationToken)];
}
