namespace AmiBlazor.Tests.Support;

/// <summary>An action as the PBX received it.</summary>
internal sealed class FakeAmiAction(IReadOnlyList<string> lines)
{
    public IReadOnlyList<string> Lines { get; } = lines;

    public string Name => this["Action"] ?? "";

    public string ActionId => this["ActionID"] ?? "";

    public string? this[string header] => Lines
        .Where(line => line.StartsWith(header + ": ", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(header.Length + 2)..])
        .FirstOrDefault();
}
