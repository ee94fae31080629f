using Microsoft.VisualBasic.FileIO;

namespace PatternFunctions.Tests.Conversations;

/// <summary>The lists of texts with what a person says they mean.</summary>
internal static class LabelledTexts
{
    public static IReadOnlyList<(string Label, string Text)> Read(string file)
    {
        using var stream = typeof(LabelledTexts).Assembly.GetManifestResourceStream(file)!;
        using var parser = new TextFieldParser(stream) { Delimiters = [","], TrimWhiteSpace = false };
        parser.ReadFields();
        List<(string, string)> texts = [];
        while (parser.ReadFields() is { } fields)
        {
            texts.Add((fields[0], fields[1]));
        }

        return texts;
    }
}
