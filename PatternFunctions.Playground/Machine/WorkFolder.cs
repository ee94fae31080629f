using System.Globalization;

namespace PatternFunctions.Playground.Machine;

/// <summary>Where one Playground keeps its data: below <c>.local</c> beside the solution, held for as long as it runs.</summary>
public sealed class WorkFolder : IDisposable
{
    private const int MostAtOnce = 100;

    private readonly FileStream held;

    private WorkFolder(string path, FileStream held, bool isFirst) => (Path, this.held, IsFirst) = (path, held, isFirst);

    public string Path { get; }

    /// <summary>No other Playground was running here.</summary>
    public bool IsFirst { get; }

    public string LogFile => System.IO.Path.Combine(Path, "app.log");

    /// <summary>The first folder that no other Playground holds.</summary>
    /// <exception cref="SetupException">It cannot be written to.</exception>
    public static WorkFolder Take(string from, bool reset)
    {
        var parent = System.IO.Path.Combine(SolutionFolder(from), ".local");
        try
        {
            for (var number = 1; number <= MostAtOnce; number++)
            {
                var name = number == 1 ? "playground" : string.Create(CultureInfo.InvariantCulture, $"playground-{number}");
                var path = Directory.CreateDirectory(System.IO.Path.Combine(parent, name)).FullName;
                if (TryHold(System.IO.Path.Combine(path, "lock")) is { } held)
                {
                    var folder = new WorkFolder(path, held, isFirst: number == 1);
                    if (reset)
                    {
                        folder.Empty();
                    }

                    return folder;
                }
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            throw new SetupException($"{parent} cannot be written to ({exception.Message}) Did another user make it? Delete it, or run as that user.", exception);
        }

        throw new SetupException($"{MostAtOnce} Playgrounds hold their folders in {parent} already.");
    }

    public void Dispose() => held.Dispose();

    private void Empty()
    {
        foreach (var folder in Directory.GetDirectories(Path))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The nearest folder upwards with the solution; where there is none, the one we started from.</summary>
    private static string SolutionFolder(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "PatternFunctions.sln")))
            {
                return folder.FullName;
            }
        }

        return from;
    }

    private static FileStream? TryHold(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
