using System.Security.Cryptography;

namespace PatternFunctions.Playground.Machine;

/// <summary>The files of a PostgreSQL server, laid once.</summary>
internal static class PostgresCluster
{
    public const string SuperUser = "patterns";

    /// <summary>Lays the cluster in a folder beside its place and moves it there, so that a kill leaves no half of one.</summary>
    /// <returns>The superuser's password.</returns>
    public static async Task<string> InitialiseAsync(
        string binaries, string folder, bool isTemporary, UnprivilegedUser user, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var (data, partial, passwordFile) =
            (Path.Combine(folder, "data"), Path.Combine(folder, "data.partial"), Path.Combine(folder, "password"));
        if (!Directory.Exists(data))
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }

            await WriteSecretAsync(passwordFile, RandomNumberGenerator.GetHexString(32, lowercase: true), cancellationToken);
            await OwnAsync(folder, user, cancellationToken);
            string[] command =
            [
                .. user.Prefix, Path.Combine(binaries, "initdb"), "-D", partial, "-U", SuperUser, "--auth=scram-sha-256",
                $"--pwfile={passwordFile}", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
                "--locale=C", .. isTemporary ? ["--no-sync"] : Array.Empty<string>(),
            ];
            await Command.RunAsync(command[0], command[1..], null, cancellationToken);
            Directory.Move(partial, data);
        }

        await OwnAsync(folder, user, cancellationToken);
        return (await File.ReadAllTextAsync(passwordFile, cancellationToken)).Trim();
    }

    private static async Task WriteSecretAsync(string path, string secret, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var writer = new StreamWriter(path, options);
        await writer.WriteLineAsync(secret.AsMemory(), cancellationToken);
    }

    private static async Task OwnAsync(string folder, UnprivilegedUser user, CancellationToken cancellationToken)
    {
        if (user.OwnerOfFiles is { } owner)
        {
            await Command.RunAsync("chown", ["-R", owner, folder], null, cancellationToken);
        }
    }
}
