namespace AmiBlazor.Demo;

/// <summary>
/// An action as a client sent it. Text is Latin-1, so that every byte that is echoed goes back as it came.
/// </summary>
/// <param name="Headers">In their order; lines without a colon are left out, as Asterisk leaves them out.</param>
/// <param name="Refusal">What Asterisk says instead of reading it; null when it could be read.</param>
internal sealed record DemoAction(IReadOnlyList<KeyValuePair<string, string>> Headers, string? Refusal)
{
    /// <summary>The first value of that name, whatever its case (<c>astman_get_header</c>); null when it is missing or empty.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in Headers)
            {
                if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                {
                    return value.Length == 0 ? null : value;
                }
            }

            return null;
        }
    }
}
