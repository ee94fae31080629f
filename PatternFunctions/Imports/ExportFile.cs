using System.Runtime.CompilerServices;
using CsvHelper;

namespace PatternFunctions.Imports;

/// <summary>OpenPhone's own export, read row by row: a large file needs no more memory than a small one.</summary>
public sealed class ExportFile : IDisposable
{
    /// <summary>A quote that is opened and never closed would take the rest of the file for one field.</summary>
    private const int LargestRow = 256 * 1024;

    private readonly CsvReader csv;
    private readonly HeadStream source;
    private readonly ExportColumns columns;

    private ExportFile(CsvReader csv, HeadStream source)
    {
        (this.csv, this.source) = (csv, source);
        columns = new ExportColumns(csv);
    }

    public ExportKind Kind => columns.Kind;

    /// <summary>How many bytes of the file have been read.</summary>
    public long BytesRead => source.Count;

    /// <exception cref="WrongFileException">It is no export that is understood.</exception>
    public static ExportFile Open(byte[] content)
    {
        var text = ExportText.Open(content);
        var csv = CreateReader(text);
        csv.ReadHeader();
        return Of(csv, text);
    }

    /// <param name="content">Is closed together with this.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="WrongFileException">It is no export that is understood.</exception>
    public static async Task<ExportFile> OpenAsync(Stream content, CancellationToken cancellationToken)
    {
        var text = await ExportText.OpenAsync(content, cancellationToken);
        var csv = CreateReader(text);
        await csv.ReadHeaderAsync(cancellationToken);
        return Of(csv, text);
    }

    /// <returns>Every row, bad ones with the reason. After a row that does not end nothing can be read.</returns>
    public IEnumerable<ExportRow> Read()
    {
        while (csv.Read())
        {
            yield return columns.Read();
        }
    }

    /// <inheritdoc cref="Read"/>
    /// <param name="after">Rows up to this one are passed over.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<ExportRow> ReadAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            ExportRow? unending = null;
            try
            {
                if (!await csv.ReadAsync(cancellationToken))
                {
                    yield break;
                }
            }
            catch (CsvFormatException)
            {
                unending = new ExportRow(csv.RowNumber + 2, csv.LineNumber + 1, Problem: "after this line a quote is opened and never closed: the rest cannot be read");
            }

            if (unending is null && csv.RowNumber < after)
            {
                continue;
            }

            yield return unending ?? columns.Read();
            if (unending is not null)
            {
                yield break;
            }
        }
    }

    public void Dispose() => csv.Dispose();

    private static CsvReader CreateReader(ExportText text) => CsvReader.Create(
        text.Utf8,
        new CsvReaderOptions { Separator = text.Separator, TrackLineNumbers = true, MaxRecordSize = LargestRow, IncludeValuesInExceptions = false, PoolStrings = true },
        leaveOpen: false);

    private static ExportFile Of(CsvReader csv, ExportText text)
    {
        try
        {
            return new ExportFile(csv, text.Source);
        }
        catch (WrongFileException)
        {
            csv.Dispose();
            throw;
        }
    }
}
