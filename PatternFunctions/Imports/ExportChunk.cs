namespace PatternFunctions.Imports;

/// <summary>Rows of an export that are stored together, in one step.</summary>
internal sealed record ExportChunk
{
    /// <summary>Those of the time that is wanted.</summary>
    public List<ImportedMessage> Messages { get; } = [];

    public List<ExportedContact> Contacts { get; } = [];

    public List<ExportedUser> Users { get; } = [];

    public List<ExportRow> Bad { get; } = [];

    public int Rows { get; private set; }

    public int LeftOut { get; private set; }

    /// <summary>Null if there is none.</summary>
    public long? LastRow { get; private set; }

    /// <summary>Of the file, up to here.</summary>
    public long BytesRead { get; set; }

    public bool IsLast { get; init; }

    public int Wanted => Messages.Count + Contacts.Count + Users.Count;

    public void Add(ExportRow row, Func<ExportedMessage, ImportedMessage?> choose)
    {
        (Rows, LastRow) = (Rows + 1, row.Row);
        switch (row)
        {
            case { Contact: { } contact }:
                Contacts.Add(contact);
                break;
            case { User: { } user }:
                Users.Add(user);
                break;
            case { Message: { Id: not null } message } when choose(message) is { } chosen:
                Messages.Add(chosen);
                break;
            case { Message.Id: not null }:
                LeftOut++;
                break;
            default:
                Bad.Add(row);
                break;
        }
    }
}
