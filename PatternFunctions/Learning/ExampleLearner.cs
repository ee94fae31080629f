using System.Text.Json;
using PatternFunctions.Matching;
using PatternFunctions.Settings;
using PatternFunctions.Telemetry;

namespace PatternFunctions.Learning;

/// <summary>Makes of an example what it is worth: evidence, a proposed version, a wording, or a new pattern.</summary>
public sealed partial class ExampleLearner(
    ExampleStore examples, LearnedPatterns patterns, NearDuplicates duplicates, VersionProposals proposals, IReplyAnalyser analyser,
    ILogger<ExampleLearner> logger)
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromHours(6);

    public async Task LearnAsync(LearningExample example, LearningConfig config, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(example);
        ArgumentNullException.ThrowIfNull(config);
        if (example.Attempts > config.MaxAnalysisAttempts)
        {
            await examples.SettleAsync(example.Id, "refused", "gave_up", cancellationToken);
            return;
        }

        var request = example.ToRequest(config);
        if (await patterns.FindAsync(PatternSignature.Of(example.CustomerMessage), cancellationToken) is { } known)
        {
            await CompareAsync(example, request, known, config, cancellationToken);
        }
        else
        {
            await LearnNewAsync(example, request, config, cancellationToken);
        }
    }

    /// <summary>A question that is known: does the pattern say what the operator said?</summary>
    private async Task CompareAsync(
        LearningExample example, AnalysisRequest request, KnownPattern known, LearningConfig config, CancellationToken cancellationToken)
    {
        LogEvidence(example.Id, known.Id);
        var template = AnswerTemplate.Of(request, MaskedExchange.Of(request), known.Type);
        var said = known.Saying(template);
        var quality = ExampleQuality.Of(example.CustomerMessage, example.OperatorResponse);
        if (said is { Status: not "former" })
        {
            await patterns.AddEvidenceAsync(example.Id, known.Id, said.Version, reason: null, cancellationToken);
        }
        else if (!quality.IsReusable)
        {
            await patterns.AddEvidenceAsync(example.Id, known.Id, version: null, quality.Reason, cancellationToken);
        }
        else if (await proposals.FindSupportAsync(known, example, template, config, cancellationToken) is not { } support)
        {
            await patterns.AddEvidenceAsync(example.Id, known.Id, version: null, "differs", cancellationToken);
        }
        else if (said is not null)
        {
            await ProposeAsync(known, example, support, said.ResponseTemplate, said.CreatedBy, cancellationToken);
        }
        else if (await AnalyseAsync(example, request, config, cancellationToken) is { } proposal)
        {
            await ProposeAsync(known, example, support, proposal.ResponseTemplate, proposal.CreatedFrom, cancellationToken);
        }
    }

    private async Task ProposeAsync(
        KnownPattern known, LearningExample example, IReadOnlyList<long> support, string template, string createdFrom, CancellationToken cancellationToken)
    {
        if (!await proposals.AddAsync(known, example, support, template, createdFrom, cancellationToken))
        {
            await examples.PostponeAsync(example.Id, "pattern_changed", FirstRetry, isFailure: false, cancellationToken);
        }
    }

    private async Task LearnNewAsync(LearningExample example, AnalysisRequest request, LearningConfig config, CancellationToken cancellationToken)
    {
        var near = await duplicates.FindAsync(example.CustomerMessage, config, cancellationToken);
        if (near is not null && await TakeAsWordingAsync(example, request, near, cancellationToken))
        {
            return;
        }

        // Before a model is asked and paid.
        if (await patterns.WaitAsync(example, config, cancellationToken) is { } wait)
        {
            await examples.PostponeAsync(example.Id, "rate_limited", wait, isFailure: false, cancellationToken);
            return;
        }

        if (await AnalyseAsync(example, request, config, cancellationToken) is not { } proposal)
        {
            return;
        }

        // In plain words it may be one that is known.
        if (near is null)
        {
            near = await duplicates.FindAsync(proposal.CanonicalQuestion, config, cancellationToken);
            if (near is not null && await TakeAsWordingAsync(example, request, near, cancellationToken))
            {
                return;
            }
        }

        var isOffered = near is not null && (near.AsksTheSame || near.Pattern.Saying(proposal.ResponseTemplate) is not null);
        if (await patterns.AddAsync(example, proposal, isOffered ? near!.Pattern.Id : null, config, cancellationToken) is { } longer)
        {
            await examples.PostponeAsync(example.Id, "rate_limited", longer, isFailure: false, cancellationToken);
        }
    }

    /// <returns>Whether the question is another wording of what the pattern answers: the operator said the pattern's very answer.</returns>
    private async Task<bool> TakeAsWordingAsync(
        LearningExample example, AnalysisRequest request, NearDuplicate near, CancellationToken cancellationToken)
    {
        var masked = MaskedExchange.Of(request);
        var question = PlainQuestion.Of(masked);
        if (!near.AsksTheSame
            || !SameAnswer.IsWordForWord(near.Pattern.Current.ResponseTemplate, AnswerTemplate.Of(request, masked, near.Pattern.Type))
            || !ExampleQuality.Of(example.CustomerMessage, example.OperatorResponse).IsReusable
            || ProposalValidator.CheckRequest(request).Count > 0
            || ProposalValidator.CheckQuestion(request, question).Any())
        {
            return false;
        }

        if (near.Pattern.AnswersByItself)
        {
            // Such words would be answered without a person from now on: that takes an approval, not a likeness.
            await patterns.AddEvidenceAsync(example.Id, near.Pattern.Id, near.Pattern.Version, "near_duplicate", cancellationToken);
        }
        else
        {
            await patterns.AddWordingAsync(example, question, near.Pattern, cancellationToken);
        }

        LogEvidence(example.Id, near.Pattern.Id);
        return true;
    }

    /// <returns>What is proposed; null if the example is settled without, or waits.</returns>
    private async Task<PatternProposal?> AnalyseAsync(
        LearningExample example, AnalysisRequest request, LearningConfig config, CancellationToken cancellationToken)
    {
        var outcome = await analyser.AnalyseAsync(request, cancellationToken);
        Signals.Analysed(analyser.Name, outcome);
        LogAnalysed(example.Id, analyser.Name, outcome.GetType().Name);
        switch (outcome)
        {
            case Proposed { Proposal: var proposal }:
                return proposal;
            case NotReusable { Reason: var reason }:
                await examples.SettleAsync(example.Id, "not_reusable", reason, cancellationToken);
                return null;
            case Refused { Reasons: var reasons }:
                await examples.SettleAsync(example.Id, "refused", Codes(reasons), cancellationToken);
                return null;
            case TryLater { IsFailure: true } last when example.Attempts >= config.MaxAnalysisAttempts:
                await examples.SettleAsync(example.Id, "refused", $"gave_up, {last.Reason}", cancellationToken);
                return null;
            case TryLater later:
                await examples.PostponeAsync(
                    example.Id, later.Reason.ToString(), later.RetryAfter ?? Wait(example.Attempts - 1), later.IsFailure, cancellationToken);
                return null;
            default:
                throw new InvalidOperationException($"An analysis came to {outcome.GetType().Name}.");
        }
    }

    private static TimeSpan Wait(int attempts) =>
        attempts < 10 ? TimeSpan.FromTicks(Math.Min(FirstRetry.Ticks << attempts, LongestRetry.Ticks)) : LongestRetry;

    private static string Codes(IReadOnlyList<Refusal> reasons) =>
        string.Join(", ", reasons.Select(reason => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.Code.ToString())).Distinct());

    [LoggerMessage(Level = LogLevel.Information, Message = "Example {ExampleId} is evidence for pattern {PatternId}.")]
    private partial void LogEvidence(long exampleId, long patternId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Example {ExampleId}, analysed by {Analyser}: {Outcome}.")]
    private partial void LogAnalysed(long exampleId, string analyser, string outcome);
}
