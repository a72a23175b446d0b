using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace AmiBlazor.Benchmarks.Hosting;

/// <summary>
/// Identifies the change that a render batch shows: each change has a unique second as its time, which the row writes to its <c>data-since</c>
/// attribute. The page's markup is unchanged.
/// </summary>
internal static class ChangeMark
{
    // Long ago, so that no row's relative time changes during the measurement.
    private static readonly DateTimeOffset First = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Day = Encoding.ASCII.GetBytes(First.ToString("yyyy-MM-dd'T'", CultureInfo.InvariantCulture));

    /// <summary>The number of distinct marks.</summary>
    public const int Limit = 24 * 60 * 60;

    public static DateTimeOffset Time(int number) => First.AddSeconds(number);

    /// <summary>The numbers of the changes in a batch; a row may contain its number several times.</summary>
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
