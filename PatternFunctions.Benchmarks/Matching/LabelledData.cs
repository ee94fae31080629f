using CsvHelper;
using PatternFunctions.Matching.Encoder;

namespace PatternFunctions.Benchmarks.Matching;

/// <summary>A data set: texts to learn from and texts to try. A label that only the latter have means "none of these".</summary>
internal sealed record LabelledData(string Name, IReadOnlyList<LabelledRow> Train, IReadOnlyList<LabelledRow> Test)
{
    public bool HasTextsOutOfScope => Test.Any(row => row.Pattern is null);

    public static IEnumerable<LabelledData> Read(string path, SentenceEncoder? encoder)
    {
        if (File.Exists(path))
        {
            // Every other row is tried.
            var rows = ReadRows(path);
            yield return Encode(Path.GetFileNameWithoutExtension(path), [.. rows.Where((_, index) => index % 2 == 0)], [.. rows.Where((_, index) => index % 2 == 1)], encoder);
        }
        else if (File.Exists(Path.Combine(path, "train.csv")))
        {
            yield return Encode(new DirectoryInfo(path).Name, ReadRows(Path.Combine(path, "train.csv")), ReadRows(Path.Combine(path, "test.csv")), encoder);
        }
        else
        {
            foreach (var data in Directory.GetDirectories(path).Order(StringComparer.Ordinal).SelectMany(folder => Read(folder, encoder)))
            {
                yield return data;
            }
        }
    }

    private static LabelledData Encode(string name, List<(string Text, string Label)> train, List<(string Text, string Label)> test, SentenceEncoder? encoder)
    {
        var ids = train.Select(row => row.Label).Distinct().Order(StringComparer.Ordinal).Select((label, index) => (label, index))
            .ToDictionary(entry => entry.label, entry => (long)entry.index + 1);
        LabelledRow[] Rows(List<(string Text, string Label)> rows) => [.. rows.AsParallel().AsOrdered()
            .Select(row => new LabelledRow(row.Text, ids.TryGetValue(row.Label, out var id) ? id : null, encoder?.Encode(row.Text)))];
        return new LabelledData(name, Rows(train), Rows(test));
    }

    private static List<(string Text, string Label)> ReadRows(string file)
    {
        using var csv = CsvReader.FromText(File.ReadAllText(file), new CsvReaderOptions { Separator = ',' });
        var rows = new List<(string, string)>();
        while (csv.Read())
        {
            rows.Add((csv.GetString(0), csv.GetString(1)));
        }

        return rows;
    }
}
