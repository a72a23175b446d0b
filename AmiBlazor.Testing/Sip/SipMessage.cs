using System.Globalization;
using System.Text;

namespace AmiBlazor.Testing.Sip;

/// <summary>One SIP request or response, as far as a <see cref="SipPhone"/> reads it. Asterisk writes the names of headers in full.</summary>
internal sealed class SipMessage
{
    private readonly List<KeyValuePair<string, string>> _headers = [];

    private SipMessage(string head, string body)
    {
        var lines = head.Split("\r\n");
        var first = lines[0].Split(' ');
        if (lines[0].StartsWith("SIP/2.0 ", StringComparison.Ordinal)) Status = int.Parse(first[1], CultureInfo.InvariantCulture);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) _headers.Add(new(line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        Method = Status is null ? first[0] : this["CSeq"].Split(' ')[1];
        Number = int.Parse(this["CSeq"].Split(' ')[0], CultureInfo.InvariantCulture);
        Body = body;
    }

    /// <summary>The number of a response; null for a request.</summary>
    public int? Status { get; }

    /// <summary>The method of the request, or of the one that is answered.</summary>
    public string Method { get; }

    /// <summary>The number of the request in its call.</summary>
    public int Number { get; }

    public string CallId => this["Call-ID"];

    /// <summary>The request that a response answers.</summary>
    public string Transaction => Parameter(this["Via"], "branch") + " " + Method;

    public string Body { get; }

    /// <summary>The first header of that name.</summary>
    public string this[string name] => All(name).First();

    public static SipMessage Parse(ReadOnlySpan<byte> bytes)
    {
        var parts = Encoding.UTF8.GetString(bytes).Split("\r\n\r\n", 2);
        return new SipMessage(parts[0], parts.Length == 2 ? parts[1] : "");
    }

    /// <summary>The headers of that name, in their order.</summary>
    public IEnumerable<string> All(string name) =>
        _headers.Where(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);

    /// <summary>A parameter of a header, such as the tag of <c>To</c>; null if it has none.</summary>
    public static string? Parameter(string header, string name) => header.Split(';').Skip(1).Select(part => part.Split('=', 2))
        .FirstOrDefault(part => part.Length == 2 && string.Equals(part[0].Trim(), name, StringComparison.Ordinal))?[1].Trim();

    /// <summary>The address in angle brackets.</summary>
    public static string Address(string header)
    {
        var start = header.IndexOf('<', StringComparison.Ordinal) + 1;
        return header[start..header.IndexOf('>', start)];
    }

    /// <summary>The status in the body of a NOTIFY about a transfer (<c>message/sipfrag</c>); null where it holds none.</summary>
    public int? Fragment() =>
        Body.StartsWith("SIP/2.0 ", StringComparison.Ordinal) && int.TryParse(Body.Split(' ')[1], CultureInfo.InvariantCulture, out var status) ? status : null;

    /// <summary>The port to which the other end wants sound; null where the message says nothing of it.</summary>
    public int? SoundPort()
    {
        const string Sound = "m=audio ";
        var line = Body.Split("\r\n").FirstOrDefault(line => line.StartsWith(Sound, StringComparison.Ordinal));
        return line is null ? null : int.Parse(line[Sound.Length..].Split(' ')[0], CultureInfo.InvariantCulture);
    }
}
