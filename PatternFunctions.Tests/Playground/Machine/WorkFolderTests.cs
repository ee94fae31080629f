using PatternFunctions.Playground.Machine;

namespace PatternFunctions.Tests.Playground.Machine;

public sealed class WorkFolderTests : IDisposable
{
    private readonly string solution = Directory.CreateTempSubdirectory("a solution ").FullName;

    public WorkFolderTests() => File.WriteAllText(Path.Combine(solution, "PatternFunctions.sln"), "");

    public void Dispose() => Directory.Delete(solution, recursive: true);

    [Fact]
    public void It_stands_beside_the_solution_wherever_in_it_we_are()
    {
        var deep = Directory.CreateDirectory(Path.Combine(solution, "one", "two")).FullName;

        using var folder = WorkFolder.Take(deep, reset: false);

        Assert.Equal(Path.Combine(solution, ".local", "playground"), folder.Path);
    }

    [Fact]
    public void Who_comes_second_takes_another_and_who_comes_later_the_first_again()
    {
        var first = WorkFolder.Take(solution, reset: false);
        using (var second = WorkFolder.Take(solution, reset: false))
        {
            Assert.NotEqual(first.Path, second.Path);
            Assert.False(second.IsFirst);
        }

        first.Dispose();
        using var third = WorkFolder.Take(solution, reset: false);
        Assert.Equal(first.Path, third.Path);
    }

    [Fact]
    public void A_reset_throws_away_what_was_kept()
    {
        string kept;
        using (var folder = WorkFolder.Take(solution, reset: false))
        {
            kept = Directory.CreateDirectory(Path.Combine(folder.Path, "postgres")).FullName;
        }

        WorkFolder.Take(solution, reset: false).Dispose();
        Assert.True(Directory.Exists(kept));
        WorkFolder.Take(solution, reset: true).Dispose();
        Assert.False(Directory.Exists(kept));
    }
}
