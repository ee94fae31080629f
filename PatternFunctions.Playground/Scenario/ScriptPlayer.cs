using PatternFunctions.Imports;
using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Playground.Terminal;

namespace PatternFunctions.Playground.Scenario;

/// <summary>Plays a script: everybody texts when the time has come, and everything that follows is shown.</summary>
public sealed class ScriptPlayer(Sandbox sandbox, PassageOfTime time, Script script, People people, StoryFeed feed, Screen screen)
{
    /// <summary>No pause is longer than this, however quiet the hour was.</summary>
    private static readonly TimeSpan longestPause = TimeSpan.FromSeconds(4);

    private readonly ScriptedOperator @operator = new(sandbox, people);
    private readonly AdminSql admin = new(sandbox.Psql);

    /// <param name="speed">How much faster than real the pauses are; null for none.</param>
    public async Task PlayAsync(double? speed, CancellationToken cancellationToken)
    {
        sandbox.Clock.Stop();
        foreach (var step in script.Steps)
        {
            await PauseAsync(step.At - sandbox.Clock.GetUtcNow(), speed, cancellationToken);
            await time.UntilAsync(step is WaitStep ? step.At - TimeSpan.FromSeconds(1) : step.At, cancellationToken);
            await feed.ShowNewsAsync(cancellationToken);
            if (step.Narration is { } narration)
            {
                screen.Narrate(step.At, narration);
            }

            await DoAsync(step, cancellationToken);
            await time.SettleAsync(cancellationToken);
            await feed.ShowNewsAsync(cancellationToken);
        }
    }

    private static Task PauseAsync(TimeSpan gap, double? speed, CancellationToken cancellationToken) =>
        speed is { } factor && gap > TimeSpan.Zero
            ? Task.Delay(TimeSpan.FromTicks(Math.Min((gap / factor).Ticks, longestPause.Ticks)), cancellationToken)
            : Task.CompletedTask;

    private async Task DoAsync(ScriptStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case TextStep { Message: { IsIncoming: true } message }:
                sandbox.OpenPhone.CustomerTexts(message.From, message.Body, Details(message, message.To));
                break;
            case TextStep { Message: var message }:
                await @operator.AnswerAsync(message, Details(message, message.To.Skip(1)), cancellationToken);
                break;
            case SqlStep { Statement: var statement }:
                SqlView.Show(screen, await admin.RunAsync(statement, cancellationToken));
                break;
            case ContactsStep:
                foreach (var (phone, name) in script.Names)
                {
                    sandbox.OpenPhone.UpdateContact(phone, name.FirstName, name.LastName);
                }

                break;
            case WaitStep:
                await time.UntilAsync(step.At + TimeSpan.FromMinutes(1), cancellationToken);
                break;
        }
    }

    private TextDetails Details(ExportedMessage message, IEnumerable<string> others)
    {
        var own = message.IsIncoming ? message.To.FirstOrDefault(script.OwnNumbers.Contains) : message.From;
        return new TextDetails
        {
            MessageId = message.Id,
            ConversationId = message.ConversationId,
            LineId = own is null ? null : sandbox.OpenPhone.Workspace.FindLine(own)?.Id,
            AlsoWith = [.. others.Where(number => number != own)],
            // Exports have no column for pictures: a text without words had one.
            Media = message.Body.Length > 0 ? [] : [new MediaItem("https://example.com/picture.jpg", "image/jpeg")],
        };
    }
}
