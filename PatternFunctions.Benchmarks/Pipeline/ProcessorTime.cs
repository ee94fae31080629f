using System.Globalization;
using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>What a PostgreSQL server has used of the processors so far, as Linux counts it: its own and its children's, ended ones included.</summary>
internal static class ProcessorTime
{
    /// <summary>Linux counts in hundredths of a second, whatever the kernel's own clock.</summary>
    private const double TicksPerSecond = 100;

    /// <returns>Seconds; null where there is no /proc.</returns>
    public static double? Of(Postgres postgres)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var server = File.ReadLines(Path.Combine(postgres.Folder, "data", "postmaster.pid")).First();
        return Directory.GetDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(pid => Read(pid!))
            .OfType<(string Pid, string Parent, double Own, double Ended)>()
            .Sum(process => process.Pid == server ? process.Own + process.Ended : process.Parent == server ? process.Own : 0);
    }

    private static (string Pid, string Parent, double Own, double Ended)? Read(string pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            // After the name, which may have spaces: state, parent, …, utime, stime, cutime, cstime as the 12th to 15th.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            double At(int index) => double.Parse(fields[index], CultureInfo.InvariantCulture) / TicksPerSecond;
            return (pid, fields[1], At(11) + At(12), At(13) + At(14));
        }
        catch (IOException)
        {
            return null; // It has just ended.
        }
    }
}
