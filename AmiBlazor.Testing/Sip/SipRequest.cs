using System.Text;

namespace AmiBlazor.Testing.Sip;

/// <summary>A request of a <see cref="SipPhone"/>.</summary>
/// <param name="Method">Such as <c>INVITE</c>.</param>
/// <param name="Target">The address that it is for.</param>
internal sealed record SipRequest(string Method, string Target)
{
    /// <summary>The name of the transaction, under which its responses come.</summary>
    public string Branch { get; init; } = "z9hG4bK" + SipPhone.Token();

    public required string From { get; init; }

    public required string To { get; init; }

    public required string CallId { get; init; }

    /// <summary>Its number in the call.</summary>
    public required int Number { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public string Body { get; init; } = "";

    /// <summary>Puts headers and a body together.</summary>
    /// <param name="body">Sound, unless the headers say otherwise; empty for none.</param>
    /// <param name="lines">The first line and the headers.</param>
    public static string Join(string body, params IReadOnlyList<string> lines)
    {
        IEnumerable<string> type = body.Length == 0 || lines.Any(line => line.StartsWith("Content-Type:", StringComparison.Ordinal))
            ? []
            : ["Content-Type: application/sdp"];
        return string.Join("\r\n", [.. lines, .. type, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}", "", body]);
    }

    public string Text(string via, string contact) => Join(
        Body,
        [
            $"{Method} {Target} SIP/2.0",
            via,
            "Max-Forwards: 70",
            "From: " + From,
            "To: " + To,
            "Call-ID: " + CallId,
            $"CSeq: {Number} {Method}",
            contact,
            "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE, REFER, NOTIFY",
            .. Headers,
        ]);
}
