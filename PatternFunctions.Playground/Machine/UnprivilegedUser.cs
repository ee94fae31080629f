namespace PatternFunctions.Playground.Machine;

/// <summary>PostgreSQL refuses to run as root. As root, its commands go through one of these.</summary>
internal sealed record UnprivilegedUser(IReadOnlyList<string> Prefix, string? OwnerOfFiles)
{
    /// <summary>The user we are.</summary>
    public static readonly UnprivilegedUser Self = new([], null);

    /// <summary>Root under another number in a user name space; files stay root's outside. Containers often forbid it.</summary>
    public static readonly UnprivilegedUser Mapped = new(["unshare", "--user", "--map-user=1000", "--map-group=1000"], null);

    /// <summary>
    /// The user "nobody", who keeps one right of root's: to go through folders that are closed to others. The packages
    /// usually lie below /root.
    /// </summary>
    public static readonly UnprivilegedUser Nobody = new(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--securebits=+no_setuid_fixup",
            "--inh-caps=+dac_override", "--ambient-caps=+dac_override"],
        "65534:65534");

    public static async Task<UnprivilegedUser> FindAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return Self;
        }

        foreach (var candidate in new[] { Mapped, Nobody })
        {
            if (await candidate.WorksAsync(cancellationToken))
            {
                return candidate;
            }
        }

        throw new SetupException(
            "PostgreSQL does not run as root, and neither `unshare --user` nor `setpriv` works here. "
            + "Run as an ordinary user, or give a database in Database__ConnectionString.");
    }

    public async Task<bool> WorksAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Command.RunAsync(Prefix[0], [.. Prefix.Skip(1), "true"], null, cancellationToken);
            return true;
        }
        catch (SetupException)
        {
            return false;
        }
    }
}
