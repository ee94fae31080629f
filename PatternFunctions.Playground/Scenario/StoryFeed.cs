using System.Collections.Concurrent;
using System.Globalization;
using PatternFunctions.Decisions;
using PatternFunctions.Playground.Hosting;
using PatternFunctions.Playground.SimulatedOpenPhone;
using PatternFunctions.Playground.Terminal;

namespace PatternFunctions.Playground.Scenario;

/// <summary>Tells on the screen what has happened since it was last asked: texts, decisions, what was learned, verdicts, nights.</summary>
public sealed class StoryFeed : IDisposable
{
    private const string Decayed = "decayed";

    private readonly Sandbox sandbox;
    private readonly People people;
    private readonly Screen screen;
    private readonly StoryReader reader;
    private readonly ConcurrentQueue<TextMessage> texts = [];
    private readonly SemaphoreSlim turn = new(1);

    private StoryFeed(Sandbox sandbox, People people, Screen screen, StoryReader reader)
    {
        (this.sandbox, this.people, this.screen, this.reader) = (sandbox, people, screen, reader);
        sandbox.OpenPhone.Texted += texts.Enqueue;
    }

    /// <summary>From now on: what the database holds already is no news.</summary>
    public static async Task<StoryFeed> StartAsync(Sandbox sandbox, People people, Screen screen, CancellationToken cancellationToken) =>
        new(sandbox, people, screen, await StoryReader.FromNowOnAsync(sandbox.Psql, cancellationToken));

    public async Task ShowNewsAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var sentByApi = ShowTexts();
            foreach (var decision in await reader.DecisionsAsync(cancellationToken))
            {
                Show(decision);
            }

            foreach (var lesson in await reader.LessonsAsync(cancellationToken))
            {
                Show(lesson);
            }

            var changes = await reader.ConfidenceChangesAsync(cancellationToken);
            foreach (var change in changes.Where(change => change.Kind != Decayed))
            {
                Show(change);
            }

            foreach (var text in sentByApi)
            {
                screen.Text(text.CreatedAt, $"app → {people.CustomerName(text.To[0])}", Look.Good, text.Text);
            }

            foreach (var reply in await reader.UnsentRepliesAsync(cancellationToken))
            {
                screen.Note("not sent", Look.Careful, $"{reply.Reason}: {reply.Text}", Look.Careful);
            }

            ShowDecayed(changes);
            foreach (var night in await reader.NightsAsync(cancellationToken))
            {
                screen.Note("decay", Look.Learned, string.Create(CultureInfo.InvariantCulture, $"{night.Day:yyyy-MM-dd}: {night.Decayed} of {night.Patterns} patterns lost confidence."), Look.Learned);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        sandbox.OpenPhone.Texted -= texts.Enqueue;
        turn.Dispose();
    }

    /// <returns>Those that the app sent: they are shown after the verdicts that sent them.</returns>
    private List<TextMessage> ShowTexts()
    {
        List<TextMessage> sentByApi = [];
        while (texts.TryDequeue(out var text))
        {
            if (text.IsIncoming)
            {
                screen.Text(text.CreatedAt, people.CustomerName(text.From), Look.Customer, text.Text);
            }
            else if (sandbox.OpenPhone.SendAttempts.Any(attempt => attempt.MessageId == text.Id))
            {
                sentByApi.Add(text);
            }
            else
            {
                var others = text.To.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" +{text.To.Count - 1}") : "";
                screen.Text(text.CreatedAt, $"{people.MemberName(text.UserId)} → {people.CustomerName(text.To[0])}{others}", Look.Person, text.Text);
            }
        }

        return sentByApi;
    }

    private void Show(DecisionNews news)
    {
        var style = news.Mode switch { "auto" => Look.Good, "suggest" or "queue" => Look.Careful, _ => Look.Quiet };
        screen.Note(news.Mode, style, news.Decision.Sentence, style);
        var shut = news.Decision.Gates.Where(gate => !gate.Ok).ToList();
        if (shut.Count > 0 && news.Decision.Gates.Any(gate => gate is { Name: "confidence", Ok: true }))
        {
            screen.Note("gates shut", Look.Careful, string.Join(" · ", shut.Select(Show)), Look.Careful);
        }

        if (news.QueueId is { } id)
        {
            screen.Note(string.Create(CultureInfo.InvariantCulture, $"proposal {id}"), style, news.Proposal ?? "(no answer known)", Look.Quiet);
        }
    }

    private void Show(LessonNews news)
    {
        switch (news.Status)
        {
            case "learned":
                screen.Note("learned", Look.Learned, $"{news.PatternType}, 0.50, inactive: “{news.Question}” → “{news.Answer}”", Look.Learned);
                break;
            case "evidence":
                screen.Note("evidence", Look.Quiet, $"The pattern “{news.Question}” is known already.", Look.Quiet);
                break;
            default:
                screen.Note("not learned", Look.Quiet, $"{news.Reason?.Replace('_', ' ')}: “{news.Question}”", Look.Quiet);
                break;
        }
    }

    private void Show(ConfidenceNews news)
    {
        var (label, style) = news.Kind switch
        {
            "approved" => ($"{Name(news.Actor)} approves", Look.Good),
            "modified" => ($"{Name(news.Actor)} changes", Look.Careful),
            "rejected" => ($"{Name(news.Actor)} rejects", Look.Bad),
            var other => (other, Look.Quiet),
        };
        screen.Note(label, style, $"{Show(news.Confidence - news.Delta)} → {Show(news.Confidence)}  {news.PatternType}: “{news.Question}”", style);
    }

    private void ShowDecayed(IEnumerable<ConfidenceNews> changes)
    {
        var groups = changes.Where(change => change.Kind == Decayed).GroupBy(change => (change.Confidence, change.Delta));
        foreach (var group in groups.OrderByDescending(group => group.Key.Confidence))
        {
            var which = group.ToList() is [var only]
                ? $"{only.PatternType}: “{only.Question}”"
                : string.Create(CultureInfo.InvariantCulture, $"{group.Count()} patterns");
            screen.Note(Decayed, Look.Quiet, $"{Show(group.Key.Confidence - group.Key.Delta)} → {Show(group.Key.Confidence)}  {which}", Look.Quiet);
        }
    }

    private static string Name(string actor) => actor.Length == 0 ? actor : char.ToUpperInvariant(actor[0]) + actor[1..];

    private static string Show(Gate gate) => gate.Required switch
    {
        "yes" => gate.Name,
        "none" => $"{gate.Name}: {gate.Value}",
        _ => $"{gate.Name} {gate.Value} ({gate.Required})",
    };

    private static string Show(decimal confidence) => confidence.ToString("0.00##", CultureInfo.InvariantCulture);
}
