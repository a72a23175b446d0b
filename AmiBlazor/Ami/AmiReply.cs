namespace AmiBlazor.Ami;

/// <summary>The reply to one action, as text.</summary>
internal sealed class AmiReply
{
    private readonly (string Name, string Value)[] _headers;

    public AmiReply(in AmiMessage message)
    {
        IsOdd = message.Oddity != AmiOddity.None;
        _headers = new (string, string)[message.Count];
        for (var i = 0; i < _headers.Length; i++)
        {
            var name = message.Name(i);
            _headers[i] = (AmiText.Decode(name), AmiText.Decode(message.Value(i)));
            if (LastText is null && AmiText.Is(name, AmiProtocol.PresenceMessageHeader)) LastText = AmiText.Decode(message.Rest(i));
        }
    }

    /// <summary>Whether it held more than headers: a value with a line end, or more than is kept.</summary>
    public bool IsOdd { get; }

    public IReadOnlyList<(string Name, string Value)> Headers => _headers;

    /// <summary>A person's own text at the end of the answer, which may hold line ends; null when there is none.</summary>
    public string? LastText { get; }

    /// <summary>Whether the PBX refused. It has several words for success, such as "Success" and "Goodbye"; a refusal is always "Error".</summary>
    public bool IsError => string.Equals(this[AmiProtocol.Response], AmiProtocol.Error, StringComparison.OrdinalIgnoreCase);

    /// <summary>The PBX's own words, in a form that a page can show; null when there are none.</summary>
    public string? Words => this[AmiProtocol.Message] is { Length: > 0 } words ? AmiText.ForPeople(words) : null;

    /// <summary>The value of the first header with this name, whatever its case; null when there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var header in _headers)
            {
                if (string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)) return header.Value;
            }

            return null;
        }
    }
}
