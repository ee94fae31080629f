namespace PatternFunctions.OpenPhone;

public enum MessageDirection
{
    Incoming,
    Outgoing,
}
