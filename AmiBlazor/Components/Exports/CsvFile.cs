using CsvHelper;

namespace AmiBlazor.Components.Exports;

/// <summary>
/// A CSV file for spreadsheets and scripts: RFC 4180, UTF-8 with the byte order mark that Excel expects, and no cell that a spreadsheet would run as
/// a formula.
/// </summary>
internal sealed class CsvFile : IAsyncDisposable
{
    public const string ContentType = "text/csv; charset=utf-8";

    private readonly CsvWriter _writer;

    /// <param name="stream">The target; it stays open.</param>
    /// <param name="separator">A comma, or the semicolon that spreadsheets expect where the decimal separator is a comma.</param>
    public CsvFile(Stream stream, char separator) => _writer = CsvWriter.Create(
        stream,
        new CsvWriterOptions { Separator = separator, WriteByteOrderMark = true, Injection = CsvInjection.Escape },
        leaveOpen: true);

    /// <summary>Writes a line. Null becomes an empty cell.</summary>
    public ValueTask WriteAsync(CancellationToken cancellationToken, params string?[] cells) =>
        _writer.WriteRecordAsync(Array.ConvertAll(cells, CsvText.Safe), cancellationToken);

    /// <summary>Writes a line whose last cell is text of several lines.</summary>
    public ValueTask WriteWithLinesAsync(CancellationToken cancellationToken, params string?[] cells) =>
        _writer.WriteRecordAsync([.. cells[..^1].Select(CsvText.Safe), CsvText.SafeLines(cells[^1])], cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
