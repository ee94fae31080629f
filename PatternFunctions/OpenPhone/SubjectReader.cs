using System.Text.Json;
using static PatternFunctions.OpenPhone.JsonFields;

namespace PatternFunctions.OpenPhone;

/// <summary>
/// Reads what the event is about: data.object, or data.resource and data.context, whose names do not overlap. A field
/// that says null never takes back what another has said.
/// </summary>
internal static class SubjectReader
{
    public static void Read(ref Utf8JsonReader reader, EventFields fields)
    {
        Span<char> name = stackalloc char[MaxNameLength];
        while (TryReadProperty(ref reader, name, out var length))
        {
            switch (name[..length])
            {
                case "id":
                    fields.Id = ReadShort(ref reader) ?? fields.Id;
                    break;
                case "from" or "senderIdentifier" or "fromPhoneNumber":
                    fields.From = ReadVital(ref reader, fields, "from") ?? fields.From;
                    break;
                case "to" or "recipientIdentifiers":
                    NumberReader.ReadRecipients(ref reader, fields);
                    break;
                case "direction":
                    fields.Direction = ReadVital(ref reader, fields, "direction") ?? fields.Direction;
                    break;
                case "body":
                    fields.Body = ReadVitalText(ref reader, fields, "body") ?? fields.Body;
                    break;
                case "text":
                    fields.Text = ReadVitalText(ref reader, fields, "text") ?? fields.Text;
                    break;
                case "status":
                    fields.Status = ReadShort(ref reader) ?? fields.Status;
                    break;
                case "createdAt":
                    fields.CreatedAt = ReadTime(ref reader) ?? fields.CreatedAt;
                    break;
                case "phoneNumberId":
                    fields.PhoneNumberId = ReadShort(ref reader) ?? fields.PhoneNumberId;
                    break;
                case "conversationId":
                    fields.ConversationId = ReadShort(ref reader) ?? fields.ConversationId;
                    break;
                case "userId":
                    fields.UserId = ReadShort(ref reader) ?? fields.UserId;
                    break;
                case "createdBy":
                    fields.CreatedBy = ReadShort(ref reader) ?? fields.CreatedBy;
                    break;
                case "media":
                    fields.MediaCount = Count(ref reader);
                    break;
                case "errorCode":
                    fields.ErrorCode = ReadShort(ref reader) ?? fields.ErrorCode;
                    break;
                case "firstName":
                    fields.FirstName = ReadText(ref reader) ?? fields.FirstName;
                    break;
                case "lastName":
                    fields.LastName = ReadText(ref reader) ?? fields.LastName;
                    break;
                case "fields" or "phoneNumbers" or "participants":
                    NumberReader.Collect(ref reader, fields);
                    break;
                case "callId":
                    fields.CallId = ReadShort(ref reader) ?? fields.CallId;
                    break;
                case "summary" or "nextSteps" or "dialogue":
                    CallTextReader.Read(ref reader, fields);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private static string? ReadVital(ref Utf8JsonReader reader, EventFields fields, string field)
    {
        var isNull = reader.TokenType is JsonTokenType.Null;
        var text = ReadShort(ref reader);
        if (text is null && !isNull && !(reader.TokenType is JsonTokenType.String && reader.ValueSpan.IsEmpty))
        {
            fields.Unreadable ??= field;
        }

        return text;
    }

    private static string? ReadVitalText(ref Utf8JsonReader reader, EventFields fields, string field)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.Null))
        {
            fields.Unreadable ??= field;
        }

        return ReadText(ref reader);
    }
}
