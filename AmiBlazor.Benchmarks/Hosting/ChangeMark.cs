using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace AmiBlazor.Benchmarks.Hosting;

/// <summary>
/// Tells in a render batch which change it shows: each change has a second of its own as its time, which the row writes in its <c>datetime</c>
/// attribute. Nothing has to be added to what a page really sends.
/// </summary>
internal static class ChangeMark
{
    // Long ago, so that no row has the text of its time drawn anew while it is measured.
    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Day = Encoding.ASCII.GetBytes(First.ToString("yyyy-MM-dd'T'", CultureInfo.InvariantCulture));

    /// <summary>How many changes can be told apart.</summary>
    public const int Limit = 24 * 60 * 60;

    public static DateTimeOffset Time(int number) => First.AddSeconds(number);

    /// <summary>The numbers of the changes in a batch; a row may name its own several times.</summary>
    public static void Collect(ReadOnlySpan<byte> batch, ICollection<int> numbers)
    {
        while (batch.IndexOf(Day) is >= 0 and var at)
        {
            batch = batch[(at + Day.Length)..];
            if (batch.Length >= 8 && Utf8Parser.TryParse(batch[..8], out TimeSpan time, out _, 'c') && !numbers.Contains((int)time.TotalSeconds))
                numbers.Add((int)time.TotalSeconds);
        }
    }
}
