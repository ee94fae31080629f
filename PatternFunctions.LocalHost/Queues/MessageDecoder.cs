using System.Diagnostics.CodeAnalysis;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace PatternFunctions.LocalHost.Queues;

/// <summary>
/// Messages are received as they lie in the queue and decoded here, so that the poison queue gets exactly the original text,
/// even of one that cannot be decoded.
/// </summary>
internal static class MessageDecoder
{
    public static bool TryDecode(QueueMessage message, QueueMessageEncoding encoding, [NotNullWhen(true)] out QueueMessage? decoded)
    {
        decoded = null;
        var body = message.Body;
        if (encoding is QueueMessageEncoding.Base64)
        {
            try
            {
                body = BinaryData.FromBytes(Convert.FromBase64String(message.MessageText));
            }
            catch (FormatException)
            {
                return false;
            }
        }

        decoded = QueuesModelFactory.QueueMessage(
            message.MessageId,
            message.PopReceipt,
            body,
            message.DequeueCount,
            message.NextVisibleOn,
            message.InsertedOn,
            message.ExpiresOn);
        return true;
    }
}
