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

    public static NpgsqlDataSource CreateDataSource(IServiceProvider services)
    {
        var connection = new NpgsqlConnectionStringBuilder(
            services.GetRequiredService<IOptions<DatabaseOptions>>().Value.ConnectionString);
        connection.ApplicationName ??= "PatternFunctions";
        connection.Options = string.IsNullOrEmpty(connection.Options) ? WriterOption : $"{connection.Options} {WriterOption}";

        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString);
        builder.UseLoggerFactory(services.GetRequiredService<ILoggerFactory>());
        return builder.Build();
    }
}
