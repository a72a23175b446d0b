namespace AmiBlazor.Store;

/// <summary>Another process has taken a PBX over. Nothing was saved, and this process writes nothing of the PBX any more.</summary>
/// <param name="server">The PBX.</param>
/// <param name="owner">Who has it; null if unknown.</param>
internal sealed class FencedException(string server, string? owner) : StoreException(
    $"Nothing was saved: PBX “{server}” was taken over by another AmiBlazor ({owner ?? "?"}). Stop one of the two, or give them different databases; then restart this one.",
    cause: null)
{
    /// <summary>The PBX.</summary>
    public string Server { get; } = server;

    /// <summary>Who has it; null if unknown.</summary>
    public string? Owner { get; } = owner;
}
