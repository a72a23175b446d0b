using CsvHelper;

namespace AmiBlazor.Components.Exports;

/// <summary>A table on its way to a spreadsheet or a script: RFC 4180, UTF-8 with the mark by which Excel knows it, no cell that is a formula.</summary>
internal sealed class CsvFile : IAsyncDisposable
{
    public const string ContentType = "text/csv; charset=utf-8";

    private readonly CsvWriter _writer;

    /// <param name="stream">Stays open.</param>
    /// <param name="separator">A comma, or the semicolon that spreadsheets want where the comma is in numbers.</param>
    public CsvFile(Stream stream, char separator) => _writer = CsvWriter.Create(
        stream,
        new CsvWriterOptions { Separator = separator, WriteByteOrderMark = true, Injection = CsvInjection.Escape },
        leaveOpen: true);

    /// <summary>Writes a line. Null is an empty cell.</summary>
    public ValueTask WriteAsync(CancellationToken cancellationToken, params string?[] cells) =>
        _writer.WriteRecordAsync(Array.ConvertAll(cells, CsvText.Safe), cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
