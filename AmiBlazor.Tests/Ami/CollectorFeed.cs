using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Ami;

/// <summary>Gives a collector rows as they are on the wire, without a session.</summary>
internal static class CollectorFeed
{
    public static readonly AmiErrors Errors = new(new AmiServerOptions { Name = "main", Host = "pbx.example" }, new AmiLimits());

    public static byte[] Bytes(params IEnumerable<ExtensionState> rows) =>
        Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => FakeAmiSession.Row("bulk-1", row))));

    public static ExtensionState Row(string exten, int status = 0, string context = "from-internal", string? hint = null) =>
        new(context, exten, hint ?? "PJSIP/" + exten, status);

    /// <summary>Rows 10000, 10001, …</summary>
    public static IEnumerable<ExtensionState> Rows(int count, int status = 0) =>
        Enumerable.Range(10_000, count).Select(number => Row(number.ToString(System.Globalization.CultureInfo.InvariantCulture), status));

    /// <summary>A complete list of these rows.</summary>
    public static ExtensionStateList List(ExtensionStateCache cache, params IEnumerable<ExtensionState> rows) => List(cache, Bytes(rows));

    public static ExtensionStateList List(ExtensionStateCache cache, ReadOnlySpan<byte> bytes, AmiFrame? frame = null)
    {
        using var collector = new ExtensionStateCollector(cache, Errors, new AmiLimits());
        Add(collector, bytes, frame ?? new AmiFrame(new AmiLimits()));
        return collector.Complete();
    }

    public static void Add(ExtensionStateCollector collector, ReadOnlySpan<byte> bytes, AmiFrame frame)
    {
        while (AmiMessageReader.Read(bytes, frame, out var message, out var consumed) == AmiReadResult.Message)
        {
            collector.Add(message);
            bytes = bytes[consumed..];
        }
    }
}
