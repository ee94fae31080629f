using System.Globalization;

namespace PatternFunctions.Tests.Support;

/// <summary>
/// A storage account of its own for a test class, so that its queues and blobs are its own. Always the emulator's, also
/// where <c>AzureWebJobsStorage</c> names an account: tests fill and poison queues by their fixed names.
/// </summary>
public sealed record TestStorage(string AccountName, string ConnectionString)
{
    private static int taken = -1;

    public static async Task<TestStorage> CreateAsync()
    {
        var number = Interlocked.Increment(ref taken);
        Assert.True(number < TestMachine.Accounts, "Raise TestMachine.Accounts.");
        var name = NameOf(number);
        return new TestStorage(name, (await TestMachine.Azurite).ConnectionString(name));
    }

    internal static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"test{number:000}");
}
