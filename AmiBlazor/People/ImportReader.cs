using AmiBlazor.Store;
using CsvHelper;

namespace AmiBlazor.People;

/// <summary>Reads the lines of a CSV file one by one, with bounded memory: RFC 4180, with comma, semicolon or tab between the cells.</summary>
internal sealed class ImportReader : IAsyncDisposable
{
    /// <summary>The most lines of a file: more than the extensions of two large PBXs.</summary>
    public const int MaxLines = 200_000;

    // The longest line that can be right is far shorter; a quote that is never closed must not take the rest of the file into memory.
    private const int MaxLineBytes = 64 * 1024;

    private const string Separators = ",;\t";
    private const string SeparatorHint = "sep=";

    private readonly ImportText _text;
    private readonly CsvReader _reader;
    private bool _isMalformed;
    private int _count;

    private ImportReader(ImportText text, char? separator)
    {
        _text = text;
        _reader = CsvReader.Create(
            text,
            new CsvReaderOptions
            {
                Separator = separator,
                DetectSeparatorHint = true,
                HasHeader = false,
                SkipEmptyLines = true,
                TrackLineNumbers = true,
                MaxRecordSize = MaxLineBytes,
                OnMalformedRecord = _ => _isMalformed = true,
            },
            leaveOpen: true);
    }

    /// <summary>What the first line names.</summary>
    public ImportHeader Header { get; private set; } = null!;

    /// <summary>Opens a file and reads its first line.</summary>
    /// <exception cref="ImportException">The file is no such file.</exception>
    public static async Task<ImportReader> OpenAsync(Stream file, CancellationToken cancellationToken)
    {
        var text = await ImportText.OpenAsync(file, cancellationToken);
        try
        {
            var reader = new ImportReader(text, SeparatorOf(await text.PeekLineAsync(cancellationToken)));
            if (!await reader.NextAsync(cancellationToken)) throw new ImportException($"The file is empty.");
            reader.Header = ImportHeader.Of([.. Enumerable.Range(0, reader._reader.FieldCount).Select(reader._reader.GetString)]);
            return reader;
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>The next line that is not empty; null at the end.</summary>
    /// <exception cref="ImportException">The rest cannot be read.</exception>
    public async ValueTask<ImportRequest?> ReadAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken))
        {
            // Spreadsheets write lines of nothing but separators.
            if (IsEmpty()) continue;
            if (++_count > MaxLines) throw new ImportException($"The file has more than {MaxLines:N0} lines. Split it into several files.");
            var number = (int)_reader.LineNumber;
            if (_isMalformed) return new ImportRequest(number, $"A quote is not closed, or stands in the middle of a cell.");
            if (_reader.FieldCount != Header.Count)
                return new ImportRequest(number, $"The line has {_reader.FieldCount:N0} cells; the first line names {Header.Count:N0} columns.");
            return new ImportRequest(number, Problem: null)
            {
                Server = Key(ImportColumn.Pbx),
                Context = Key(ImportColumn.Context),
                Exten = Key(ImportColumn.Extension),
                Wishes = new ImportWishes(Wish(ImportColumn.Name), Wish(ImportColumn.Department), Wish(ImportColumn.Note), Wish(ImportColumn.Email)),
            };
        }

        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        _text.Dispose();
    }

    /// <summary>The separator that the first line has most of; null if the line itself says which.</summary>
    private static char? SeparatorOf(string firstLine) => firstLine.StartsWith(SeparatorHint, StringComparison.OrdinalIgnoreCase)
        ? null
        : Separators.MaxBy(separator => firstLine.AsSpan().Count(separator));

    private async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        _isMalformed = false;
        try
        {
            return await _reader.ReadAsync(cancellationToken);
        }
        catch (CsvFormatException malformed)
        {
            throw new ImportException($"Line {malformed.LineNumber:N0} is too long, or a quote in it is never closed. Nothing behind it can be read.");
        }
    }

    private bool IsEmpty()
    {
        for (var place = 0; place < _reader.FieldCount; place++)
        {
            if (!_reader.IsEmpty(place)) return false;
        }

        return true;
    }

    private string? Key(ImportColumn column) => Header.PlaceOf(column) is >= 0 and var place && _reader.GetString(place).Trim() is { Length: > 0 } text
        ? CsvGuard.Restore(text)
        : null;

    /// <summary>Null for an empty cell, which leaves what there is; empty for one that asks to remove it.</summary>
    private string? Wish(ImportColumn column)
    {
        if (Header.PlaceOf(column) is not (>= 0 and var place) || _reader.IsEmpty(place)) return null;
        var cell = _reader.GetString(place);
        if (cell.AsSpan().Trim() is ImportRequest.Remove) return "";
        var text = CsvGuard.Restore(cell);
        return column == ImportColumn.Note ? ExtensionNaming.CleanNote(text) : ExtensionNaming.Clean(text);
    }
}

/// <summary>A line of a file.</summary>
/// <param name="Number">The number of the line in the file, from 1.</param>
/// <param name="Problem">Why it cannot be understood; null if it can.</param>
internal sealed record ImportRequest(int Number, FormattableString? Problem)
{
    /// <summary>The cell that removes what there is.</summary>
    public const string Remove = "-";

    /// <summary>The PBX; null where the file names none.</summary>
    public string? Server { get; init; }

    /// <summary>The dialplan context; null where the file names none.</summary>
    public string? Context { get; init; }

    /// <summary>The extension; null where the file names none.</summary>
    public string? Exten { get; init; }

    public ImportWishes Wishes { get; init; }
}
