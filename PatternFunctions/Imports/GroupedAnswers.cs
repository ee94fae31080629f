using Npgsql;
using PatternFunctions.Learning;
using PatternFunctions.Replies;
using PatternFunctions.Storage;

namespace PatternFunctions.Imports;

/// <summary>What the people of the business answer to one question: how alike that is, and which answer is typical.</summary>
internal static class GroupedAnswers
{
    /// <summary>Of a large group the newest answers speak for all.</summary>
    private const int MostCompared = 40;

    /// <summary>Notes both with the group.</summary>
    /// <returns>The typical pair, for its analysis; null if there is none any more.</returns>
    public static async Task<AnalysisRequest?> SettleAsync(NpgsqlConnection connection, long stagingId, CancellationToken cancellationToken)
    {
        var pairs = await connection.Command("""
            SELECT e.id, e.customer_message, e.operator_response, contact_name(c.customer_phone)
            FROM pattern_learning_examples e
            JOIN conversations c ON c.id = e.conversation_id
            WHERE e.staging_id = $1
            ORDER BY e.weight DESC, e.created_at DESC, e.id
            LIMIT $2
            """, stagingId, MostCompared).ListAsync(
            reader => (Id: reader.GetInt64(0), Question: reader.GetString(1), Answer: reader.GetString(2), Name: reader.Nullable<string>(3)), cancellationToken);
        if (pairs.Count == 0)
        {
            return null;
        }

        var (place, alike) = MostTypical([.. pairs.Select(pair => pair.Answer)]);
        var typical = pairs[place];
        await connection.Command("UPDATE import_staging SET typical_id = $2, alike = $3 WHERE id = $1", stagingId, typical.Id, alike).ExecuteAsync(cancellationToken);
        return new AnalysisRequest { CustomerMessage = typical.Question, OperatorReply = typical.Answer, CustomerName = typical.Name };
    }

    /// <returns>The answer with which most of the others agree (of equals the first), and the share that does, itself counted.</returns>
    internal static (int Place, double Alike) MostTypical(IReadOnlyList<string> answers)
    {
        // Of the same words there are many.
        var distinct = answers.Distinct(StringComparer.Ordinal).Select(AnswerWords.Of).ToList();
        var times = answers.CountBy(answer => answer).ToDictionary(StringComparer.Ordinal);
        var agreeing = distinct.ToDictionary(
            answer => answer.Text,
            answer => times[answer.Text] + distinct.Where(other => other != answer && Agreement.Between(answer, other).Agrees).Sum(other => times[other.Text]),
            StringComparer.Ordinal);
        var best = answers.Select((answer, place) => (Place: place, Agreeing: agreeing[answer])).MaxBy(entry => entry.Agreeing);
        return (best.Place, best.Agreeing / (double)answers.Count);
    }
}
