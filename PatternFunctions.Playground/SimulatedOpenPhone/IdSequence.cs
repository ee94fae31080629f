using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PatternFunctions.Playground.SimulatedOpenPhone;

/// <summary>Identifiers that look like OpenPhone's and are the same for the same seed, kind by kind.</summary>
internal sealed class IdSequence(int seed)
{
    private readonly Dictionary<string, int> counts = [];
    private readonly Lock gate = new();

    /// <param name="prefix">AC, CN, EV, CT, WH …</param>
    public string Next(string prefix)
    {
        int number;
        lock (gate)
        {
            number = counts[prefix] = counts.GetValueOrDefault(prefix) + 1;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{seed}/{prefix}/{number}");
        return prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];
    }
}
