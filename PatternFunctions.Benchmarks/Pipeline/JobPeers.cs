using System.Globalization;
using Npgsql;
using PatternFunctions.Playground.Machine;
using PatternFunctions.Storage;

namespace PatternFunctions.Benchmarks.Pipeline;

/// <summary>Job queues of npm, whose jobs run the statements of a decision; what is waiting was stored before.</summary>
internal static class JobPeers
{
    public static async Task RunAsync(Postgres postgres, int decisions, int patterns, Action<string, double> told, CancellationToken cancellationToken)
    {
        var folder = await NodePackages.InstallAsync("Jobs", cancellationToken);
        foreach (var library in (string[])["graphile", "pgboss"])
        {
            await using var work = await DecisionBase.CreateAsync(postgres, $"peer_{library}", patterns, cancellationToken);
            await FillAsync(work.Source, decisions, patterns, cancellationToken);
            var said = await Command.RunAsync("node", ["decide.cjs", library, Address(work.ConnectionString)], folder, cancellationToken);
            if (await work.DecisionsAsync(cancellationToken) != decisions)
            {
                throw new InvalidOperationException($"{library} has not decided everything.");
            }

            told(library, decisions / double.Parse(said.Trim().Split('\n')[^1], CultureInfo.InvariantCulture));
        }
    }

    /// <summary>As the app stores customers' texts, before they are decided.</summary>
    public static async Task FillAsync(NpgsqlDataSource source, int messages, int patterns, CancellationToken cancellationToken)
    {
        await source.Command("""
            WITH conversation AS (
                INSERT INTO conversations (phone_number_id, participants, customer_phone, created_at)
                SELECT 'PN1', '+1555' || lpad(n::text, 7, '0'), '+1555' || lpad(n::text, 7, '0'), now()
                FROM generate_series(1, $1) AS n
                RETURNING id, participants
            )
            INSERT INTO conversation_messages (id, conversation_id, direction, sender, text, status, status_at, sent_at, received_at)
            SELECT 'ACwaiting' || participants, id, 'incoming', 'customer', 'Do you have bay ' || 1 + id % $2 || ' free for us tonight?', 'received', now(), now(), now()
            FROM conversation
            """, messages, patterns).ExecuteAsync(cancellationToken);
        await source.Command("VACUUM ANALYZE").ExecuteAsync(cancellationToken);
    }

    public static string Address(string connectionString)
    {
        var database = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgres://{database.Username}:{Uri.EscapeDataString(database.Password!)}@{database.Host}:{database.Port}/{database.Database}";
    }
}
