using AmiBlazor.Components.Exports;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;

namespace AmiBlazor.Tests.Components.Exports;

public sealed class CsvTextTests
{
    private static readonly char[] Dangerous = ['=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff0b', '\uff0d', '\uff20'];

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("1001", "1001")]
    [InlineData("*72", "*72")]
    [InlineData("Müller & Söhne, GmbH", "Müller & Söhne, GmbH")]
    [InlineData("a-b=c+d@e", "a-b=c+d@e")]
    [InlineData("+493012345", "'+493012345")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("=HYPERLINK(\"http://evil.example\",\"x\")", "'=HYPERLINK(\"http://evil.example\",\"x\")")]
    [InlineData("\t=1+1", "\u2409=1+1")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("\"=1+1", "'\"=1+1")]
    [InlineData("\u200f=1+1", "'\u200f=1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("a\tb\r\nc", "a\u2409b\u240d\u240ac")]
    [InlineData("Sales;=1+1", "Sales;'=1+1")]
    [InlineData("Sales, -1", "Sales,' -1")]
    public void What_a_spreadsheet_would_run_becomes_text(string? text, string safe) => Assert.Equal(safe, CsvText.Safe(text));

    /// <summary>Whatever the texts, the separator of the file and the one that its reader expects.</summary>
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    public void No_cell_begins_as_a_formula_does_and_none_is_lost(char separator)
    {
        var pieces = Gen.OneOf(
            Gen.Elements("=HYPERLINK(\"http://evil.example\")", "+4930", "-1", "@SUM", "\t", "\r", "\n", "\r\n", "\"", "\"\"", ",", ";", "'", " ", "a", "Müller", "\u202e", "שלום", "\u200f", "＝", "\0", "\ufeff", "|"),
            ArbMap.Default.GeneratorFor<string>().Where(text => text is not null));
        var texts = pieces.ListOf().Select(string.Concat).Where(text => text.All(character => !char.IsSurrogate(character)));
        var rows = texts.ListOf(3).NonEmptyListOf().ToArbitrary();

        Prop.ForAll(rows, table => Check([.. table.Select(row => row.ToArray())], separator))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(30));
    }

    private static void Check(string[][] table, char separator)
    {
        var bytes = Write(table, separator);
        Assert.Equal([0xef, 0xbb, 0xbf], bytes[..3]);

        var read = Read(bytes, separator);

        Assert.Equal(table.Length, read.Count);
        Assert.Equal(table.SelectMany(row => row).Select(CsvText.Safe), read.SelectMany(row => row));
        Assert.All(read.SelectMany(row => row), NotFormula);

        // A spreadsheet that was set to the other separator, or to tabs, cuts elsewhere, and does not take quotes in the midst of a cell for any.
        foreach (var other in ",;\t".Where(one => one != separator))
        {
            foreach (var line in System.Text.Encoding.UTF8.GetString(bytes[3..]).Split("\r\n"))
            {
                foreach (var cell in line.Split(other)) NotFormula(cell.TrimStart('"', ' '));
            }
        }
    }

    private static void NotFormula(string cell) => Assert.False(cell.Length > 0 && Dangerous.Contains(cell[0]), cell);

    private static byte[] Write(string[][] table, char separator)
    {
        using var stream = new MemoryStream();
        var file = new CsvFile(stream, separator);
        foreach (var row in table) Done(file.WriteAsync(TestContext.Current.CancellationToken, row));
        Done(file.DisposeAsync());
        return stream.ToArray();

        // Into memory, nothing is waited for.
        static void Done(ValueTask task) => Assert.True(task.IsCompletedSuccessfully);
    }

    private static List<string[]> Read(byte[] bytes, char separator)
    {
        using var reader = CsvReader.Create(new MemoryStream(bytes), new CsvReaderOptions { Separator = separator, HasHeader = false });
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }
}
