using System.Buffers.Binary;
using System.Text;

namespace PatternFunctions.Tests.Telemetry;

/// <summary>A protobuf message by its field numbers, as far as OTLP needs it.</summary>
internal sealed class ProtoMessage
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> fields = [];

    public ProtoMessage(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var tag = Varint(ref bytes);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    fields.Add((field, Varint(ref bytes), default));
                    break;
                case 1:
                    fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span), default));
                    bytes = bytes[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref bytes);
                    fields.Add((field, 0, bytes[..length]));
                    bytes = bytes[length..];
                    break;
                case 5:
                    fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span), default));
                    bytes = bytes[4..];
                    break;
                default:
                    throw new FormatException("No protobuf.");
            }
        }
    }

    public bool Has(int field) => fields.Exists(entry => entry.Field == field);

    public IEnumerable<ProtoMessage> Messages(int field) =>
        fields.Where(entry => entry.Field == field).Select(entry => new ProtoMessage(entry.Bytes));

    public string Text(int field) => Encoding.UTF8.GetString(fields.FirstOrDefault(entry => entry.Field == field).Bytes.Span);

    public string Hex(int field) => Convert.ToHexStringLower(fields.FirstOrDefault(entry => entry.Field == field).Bytes.Span);

    public ulong Number(int field) => fields.FirstOrDefault(entry => entry.Field == field).Number;

    private static ulong Varint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        for (var (index, shift) = (0, 0); ; index++, shift += 7)
        {
            var next = bytes.Span[index];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                bytes = bytes[(index + 1)..];
                return value;
            }
        }
    }
}
