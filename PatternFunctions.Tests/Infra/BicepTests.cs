namespace PatternFunctions.Tests.Infra;

public class BicepTests
{
    // Wrong names and types are warnings to Bicep, and no failure: here every word is one.
    [Theory]
    [InlineData("./**/*.bicep")]
    [InlineData("./*.bicepparam")]
    public async Task Bicep_has_nothing_to_say(string files)
    {
        var (output, complaints) = await Bicep.RunAsync("lint", "--pattern", files);

        Assert.Equal("", output + complaints);
    }

    [Fact]
    public async Task The_files_are_formatted()
    {
        var copy = Directory.CreateTempSubdirectory("infra").FullName;
        try
        {
            var files = Directory.EnumerateFiles(Bicep.Folder, "*.bicep", SearchOption.AllDirectories).ToList();
            foreach (var file in files)
            {
                var target = Path.Combine(copy, Path.GetRelativePath(Bicep.Folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            await Bicep.RunAsync("format", "--pattern", $"{copy}/**/*.bicep");

            Assert.NotEmpty(files);
            foreach (var file in files)
            {
                Assert.Equal(
                    await File.ReadAllTextAsync(Path.Combine(copy, Path.GetRelativePath(Bicep.Folder, file))),
                    await File.ReadAllTextAsync(file));
            }
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    // After a change that is meant: the same command without "--mode validate", and a look at the difference.
    [Theory]
    [InlineData("dev")]
    [InlineData("prod")]
    public async Task What_would_be_deployed_is_what_was_reviewed(string environment)
    {
        await Bicep.RunAsync(
            "snapshot", $"{environment}.bicepparam", "--mode", "validate",
            "--tenant-id", "00000000-0000-0000-0000-000000000002",
            "--subscription-id", "00000000-0000-0000-0000-000000000001",
            "--resource-group", $"patterns-{environment}",
            "--location", "eastus2", "--deployment-name", "main");
    }
}
