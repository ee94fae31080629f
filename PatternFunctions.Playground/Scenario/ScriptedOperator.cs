using PatternFunctions.Imports;
using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Review;

namespace PatternFunctions.Playground.Scenario;

/// <summary>
/// Does what the operator of the script did, with the system's proposal before the eyes: the same words approve it,
/// similar ones change it, others reject it and go out from OpenPhone's own app, as they do where nothing is proposed.
/// </summary>
internal sealed class ScriptedOperator(Sandbox sandbox, People people)
{
    private const string Reason = "Another answer is right here.";

    private readonly FrontDesk desk = new(sandbox);

    /// <param name="details">Of the text, if it goes out from OpenPhone's own app.</param>
    public async Task AnswerAsync(ExportedMessage message, TextDetails details, CancellationToken cancellationToken)
    {
        if (await FindProposalAsync(message, cancellationToken) is { } item)
        {
            var problem = AnswerComparer.Compare(item.ProposedResponse!, message.Body) switch
            {
                AnswerComparison.Same => await desk.ApproveAsync(item.Id, cancellationToken),
                AnswerComparison.Similar => await desk.ModifyAsync(item.Id, message.Body, cancellationToken),
                _ => await desk.RejectAsync(item.Id, Reason, cancellationToken) ?? "sent otherwise",
            };
            if (problem is null)
            {
                return;
            }
        }

        sandbox.OpenPhone.OperatorTexts(message.To[0], message.Body, people.Operator.Id, details);
    }

    private async Task<QueueItem?> FindProposalAsync(ExportedMessage message, CancellationToken cancellationToken) =>
        message.To.Count > 1
            ? null
            : (await desk.ListPendingAsync(cancellationToken)).FirstOrDefault(item =>
                item.ProposedResponse is not null && sandbox.OpenPhone.Workspace.FindMessage(item.MessageId)?.From == message.To[0]);
}
