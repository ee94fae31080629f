using Npgsql;
using PatternFunctions.Settings;
using PatternFunctions.Storage;

namespace PatternFunctions.Learning;

/// <summary>A row of <c>pattern_learning_examples</c> that waits for its analysis.</summary>
/// <param name="Attempts">With the one that is under way.</param>
public sealed record LearningExample(
    long Id, string CustomerMessage, string OperatorResponse, string? CustomerName, int Attempts, long? ConversationId)
{
    public const string Columns =
        "e.id, e.customer_message, e.operator_response, contact_name(c.customer_phone), e.attempts, e.conversation_id";

    public AnalysisRequest ToRequest(LearningConfig config)
    {
        var exchange = new AnalysisRequest { CustomerMessage = CustomerMessage, OperatorReply = OperatorResponse, CustomerName = CustomerName };
        return exchange.With(config);
    }

    public static LearningExample Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.Nullable<string>(3), reader.GetInt32(4), reader.Nullable<long?>(5));
}
