using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PatternFunctions.LocalHost;

public static class HostExtensions
{
    /// <summary>The address that a started host listens on; with port 0 the only way to learn it.</summary>
    public static Uri GetBaseAddress(this IHost host) =>
        new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
}
