namespace PatternFunctions.LocalHost;

public enum TriggerKind
{
    Http,
    Queue,
    Timer,
}
