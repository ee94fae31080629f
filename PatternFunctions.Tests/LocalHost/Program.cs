using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PatternFunctions.LocalHost;

namespace PatternFunctions.Tests.LocalHost;

/// <summary>This assembly as a process of its own: a host over one slow queue function, to be ended by real signals.</summary>
public static class Program
{
    public static async Task Main(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args, typeof(SlowFunction));
        builder.Logging.ClearProviders();
        await builder.Build().RunAsync();
    }

    public static class SlowFunction
    {
        [Function("Slow")]
        public static async Task RunAsync([QueueTrigger("slow")] string text)
        {
            Console.WriteLine($"begin {text}");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            Console.WriteLine($"end {text}");
        }
    }
}
