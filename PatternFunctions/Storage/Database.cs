using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Npgsql;
using PatternFunctions.Settings;

namespace PatternFunctions.Storage;

public static class Database
{
    /// <summary>
    /// The app's connections say who they are: a change of confidence by anyone else (a hand in psql) is then noted by
    /// the database itself (0001_create_patterns.sql).
    /// </summary>
    private const string WriterOption = "-c patterns.writer=app";

    /// <summary>More than we have; each is parsed and planned once a connection, which was half of what it cost.</summary>
    private const int PreparedStatements = 256;

    /// <summary>Of Azure Database for PostgreSQL.</summary>
    private const string TokenScope = "https://ossrdbms-aad.database.windows.net/.default";

    /// <summary>The credential keeps a token while it lives, and asks for the next in time: this is how often we ask it.</summary>
    private static readonly TimeSpan TokenRefresh = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan TokenRetry = TimeSpan.FromSeconds(5);

    public static NpgsqlDataSource CreateDataSource(IServiceProvider services) => CreateBuilder(services).Build();

    /// <summary>As the app's own source is built, for who wants to listen to it as well.</summary>
    public static NpgsqlDataSourceBuilder CreateBuilder(IServiceProvider services)
    {
        var connection = new NpgsqlConnectionStringBuilder(
            services.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString);
        connection.ApplicationName ??= "PatternFunctions";
        connection.Options = string.IsNullOrEmpty(connection.Options) ? WriterOption : $"{connection.Options} {WriterOption}";

        if (connection.MaxAutoPrepare == 0)
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        // Nothing that matters is left behind on a connection: settings and rows in temporary tables end with their transaction,
        // and who holds a lock for longer gives it back. To sweep all the same was seven statements for each use.
        connection.NoResetOnClose = true;
        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString);
        builder.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        if (NeedsToken(connection))
        {
            UseTokens(builder, AzureIdentity.Create(services.GetRequiredService<IConfiguration>()));
        }

        return builder;
    }

    /// <summary>Elsewhere, and without any other proof of who we are. A server on this machine may ask for none.</summary>
    internal static bool NeedsToken(NpgsqlConnectionStringBuilder connection) =>
        connection is { Password: null or "", Passfile: null, SslCertificate: null, Host: { } host }
        && !host.StartsWith('/') && host is not ("localhost" or "127.0.0.1" or "::1");

    /// <summary>A token of Entra is the password; it lives for an hour or more, and a new connection needs one that lives.</summary>
    internal static void UseTokens(NpgsqlDataSourceBuilder builder, TokenCredential credential) =>
        builder.UsePeriodicPasswordProvider(
            async (_, cancellationToken) => (await credential.GetTokenAsync(new TokenRequestContext([TokenScope]), cancellationToken)).Token,
            TokenRefresh, TokenRetry);
}
