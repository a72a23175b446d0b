namespace AmiBlazor.Store;

/// <summary>The state of one extension as the PBX gave it.</summary>
/// <param name="Context">Dialplan context.</param>
/// <param name="Exten">Number or name in its context.</param>
/// <param name="Hint">The hint's devices.</param>
/// <param name="StatusCode">The number as AMI sent it.</param>
public readonly record struct SnapshotRow(string Context, string Exten, string Hint, int StatusCode);
