namespace AmiBlazor.Demo;

/// <summary>An action as a client sent it. Text is Latin-1, so that every byte is echoed as it was received.</summary>
/// <param name="Headers">In the order received; lines without a colon are ignored, as Asterisk does.</param>
/// <param name="Refusal">Asterisk's error message if it could not be parsed; null if it could.</param>
internal sealed record DemoAction(IReadOnlyList<KeyValuePair<string, string>> Headers, string? Refusal)
{
    /// <summary>The first value of a header, ignoring case (<c>astman_get_header</c>); null if it is missing or empty.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in Headers)
            {
                if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                    return value.Length == 0 ? null : value;
            }

            return null;
        }
    }
}
