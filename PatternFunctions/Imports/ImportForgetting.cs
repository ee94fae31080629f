using System.Text;
using Azure;
using Npgsql;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>What an import still holds of a person who is to be forgotten, within the transaction that erases the rest.</summary>
internal static class ImportForgetting
{
    public const string StoppedBecause = "The file holds somebody who was to be forgotten. Upload it again without them.";

    /// <param name="connection">Before the person's examples are deleted.</param>
    /// <param name="files">Uploads that are being loaded.</param>
    /// <param name="conversations">The person's.</param>
    /// <param name="phone">E.164.</param>
    /// <param name="now">The time of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task ForgetAsync(
        NpgsqlConnection connection, ImportFiles files, long[] conversations, string phone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await connection.Command("""
            DELETE FROM import_staging s
            WHERE s.status IN ('grouped', 'pending', 'set_aside')
              AND EXISTS (SELECT FROM pattern_learning_examples e WHERE e.staging_id = s.id AND e.conversation_id = ANY ($1))
              AND NOT EXISTS (SELECT FROM pattern_learning_examples e WHERE e.staging_id = s.id AND e.conversation_id <> ALL ($1))
            """, conversations).ExecuteAsync(cancellationToken);
        await connection.Command("DELETE FROM import_threads WHERE participants @> ARRAY[$1::text]", phone).ExecuteAsync(cancellationToken);
        await connection.Command("SELECT FROM imports WHERE blob_name IS NOT NULL ORDER BY id FOR UPDATE").ExecuteAsync(cancellationToken);
        // Those, too, that broke off and belong to no import yet.
        foreach (var name in await files.ListAsync(cancellationToken))
        {
            if (await MentionsAsync(files, name, phone[1..], cancellationToken))
            {
                await files.DeleteAsync(name, cancellationToken);
                await connection.Command("""
                    UPDATE imports
                    SET status = 'cancelled', blob_name = NULL, stopped_because = $2, finished_at = $3, updated_at = $3
                    WHERE blob_name = $1
                    """, name, StoppedBecause, now).ExecuteAsync(cancellationToken);
            }
        }
    }

    private static async Task<bool> MentionsAsync(ImportFiles files, string name, string digits, CancellationToken cancellationToken)
    {
        byte[][] sought = [Encoding.UTF8.GetBytes(digits), Encoding.Unicode.GetBytes(digits), Encoding.BigEndianUnicode.GetBytes(digits)];
        var overlap = sought.Max(bytes => bytes.Length);
        var buffer = new byte[1024 * 1024];
        try
        {
            await using var content = await files.OpenAsync(name, cancellationToken);
            for (var kept = 0; ;)
            {
                var length = kept + await content.ReadAtLeastAsync(buffer.AsMemory(kept), buffer.Length - kept, throwOnEndOfStream: false, cancellationToken);
                if (sought.Any(bytes => buffer.AsSpan(0, length).IndexOf(bytes) >= 0))
                {
                    return true;
                }

                if (length < buffer.Length)
                {
                    return false;
                }

                kept = overlap;
                buffer.AsSpan(length - kept, kept).CopyTo(buffer);
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return false;
        }
    }
}
