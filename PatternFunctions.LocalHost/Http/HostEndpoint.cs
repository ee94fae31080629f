namespace PatternFunctions.LocalHost.Http;

/// <summary>Marks an endpoint of the host itself.</summary>
internal sealed class HostEndpoint;
