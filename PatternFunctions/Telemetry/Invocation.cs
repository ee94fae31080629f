using System.Diagnostics;
using PatternFunctions.Storage;

namespace PatternFunctions.Telemetry;

/// <summary>One run of a function as a span, and how long it took. What failed is told by its type: a message may quote somebody.</summary>
public sealed class Invocation : IDisposable
{
    private static readonly AsyncLocal<string?> Current = new();

    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly string _function;
    private readonly Activity? _span;
    private readonly Activity? _around;
    private bool _hasFailed;

    private Invocation(string function, ActivityKind kind, ActivityContext parent)
    {
        _function = function;
        // What stands around it, if anything, is the web server's: nobody exports it, and whether it is recorded is the caller's word.
        _around = Activity.Current;
        Activity.Current = null;
        _span = Signals.Source.StartActivity(HostTelemetry.ReportsInvocations ? ActivityKind.Internal : kind, parent, name: function);
        _span?.SetTag("faas.invocation_id", Current.Value);
        if (_span is null)
        {
            Activity.Current = _around;
        }
    }

    /// <summary>By which the host knows what runs now, and reports it.</summary>
    public static void Enter(string id) => Current.Value = id;

    /// <summary>Of a request or a timer.</summary>
    public static Invocation Begin(string function, ActivityKind kind) => new(function, kind, default);

    /// <summary>Of a queue's message: a part of the trace in which it was sent.</summary>
    public static Invocation Begin(string queue, WorkMessage message)
    {
        var invocation = new Invocation(
            Triggers.OfQueue(queue), ActivityKind.Consumer,
            ActivityContext.TryParse(message.Traceparent, traceState: null, isRemote: true, out var sender) ? sender : default);
        invocation._span?.SetTag("messaging.destination.name", queue);
        switch (message)
        {
            case InboundMessage text:
                Signals.Tag("patterns.message_id", text.MessageId);
                break;
            case OperatorReply reply:
                Signals.Tag("patterns.message_id", reply.MessageId);
                break;
            case OutboundReply reply:
                Signals.Tag("patterns.reply_id", reply.ReplyId);
                break;
        }

        return invocation;
    }

    public void Answered(string method, int status)
    {
        Signals.Answered(_function, status);
        _span?.SetTag("http.request.method", method).SetTag("http.response.status_code", status);
        if (status >= 500)
        {
            Failed(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    public void Failed(Exception failure) => Failed(failure.GetType().Name);

    public void Dispose()
    {
        Signals.InvocationEnded(_function, _hasFailed, Stopwatch.GetElapsedTime(_began));
        if (_span is not null)
        {
            _span.Dispose();
            Activity.Current = _around;
        }
    }

    private void Failed(string type)
    {
        _hasFailed = true;
        _span?.SetStatus(ActivityStatusCode.Error, type).SetTag("error.type", type);
    }
}
