namespace AmiBlazor.Testing.Asterisk;

/// <summary>One AMI message as it came: its headers in order, duplicates included.</summary>
internal sealed record RawMessage(IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <summary>The value of the first header of that name; null if there is none.</summary>
    public string? this[string name] => Headers.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.Ordinal)).Value;

    public override string ToString() => string.Join(" | ", Headers.Select(header => $"{header.Key}: {header.Value}"));
}
