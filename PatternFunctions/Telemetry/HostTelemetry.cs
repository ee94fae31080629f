namespace PatternFunctions.Telemetry;

/// <summary>What whoever hosts the app reports by itself, so that Application Insights does not hear it twice.</summary>
internal static class HostTelemetry
{
    /// <summary>
    /// The Functions host sends each invocation as a request, also one that the worker did not survive, and forwards the
    /// worker's log.
    /// </summary>
#if AZURE_FUNCTIONS
    public static bool ReportsInvocations => true;
#else
    public static bool ReportsInvocations => false;
#endif
}
