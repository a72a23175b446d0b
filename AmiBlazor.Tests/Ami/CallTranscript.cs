using System.Text;

namespace AmiBlazor.Tests.Ami;

/// <summary>What real Asterisks said in calls: the messages between the comments, as they were on the wire.</summary>
internal static class CallTranscript
{
    private const string Prefix = "AmiBlazor.Tests.Ami.Transcripts.calls-";

    /// <summary>Such as <c>22-attended</c>.</summary>
    public static IEnumerable<string> Names =>
        from name in typeof(CallTranscript).Assembly.GetManifestResourceNames()
        where name.StartsWith(Prefix, StringComparison.Ordinal)
        select name[Prefix.Length..^".txt".Length];

    public static IEnumerable<string> Messages(string name)
    {
        using var stream = typeof(CallTranscript).Assembly.GetManifestResourceStream($"{Prefix}{name}.txt")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        foreach (var block in reader.ReadToEnd().Split("\n\n"))
        {
            var lines = block.Split('\n').Where(line => line.Length > 0 && line[0] is not ('#' or '>')).ToList();
            if (lines.Count > 0) yield return string.Concat(lines.Select(line => line + "\r\n")) + "\r\n";
        }
    }
}
