using System.Text;

namespace AmiBlazor.Tests.Ami;

/// <summary>What real Asterisks said, session by session, as it was on the wire.</summary>
internal static class Transcript
{
    public static TheoryData<int> Versions => [16, 22];

    /// <summary>The bytes of each session without its banner, and the messages that are in them as "Name: value" lines.</summary>
    public static IEnumerable<(byte[] Bytes, List<string> Messages)> Sessions(int version)
    {
        using var stream = typeof(Transcript).Assembly.GetManifestResourceStream($"AmiBlazor.Tests.Ami.Transcripts.asterisk-{version}.txt")!;
        using var reader = new StreamReader(stream);
        foreach (var session in reader.ReadToEnd().Split("\n--").Skip(1))
        {
            var lines = session.Split('\n').Skip(2).Where(line => line != "<<closed>>").ToList();
            var text = string.Join('\n', lines).Trim('\n') + "\n\n";
            yield return (Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")), [.. text.Trim('\n').Split("\n\n")]);
        }
    }
}
