namespace AmiBlazor.Store;

/// <summary>
/// The state of one extension as the PBX sent it. The twin of <c>ExtensionState</c> in <c>Ami</c>: this room may not name that one, and a value here needs no
/// object for each row of a list.
/// </summary>
/// <param name="Context">Dialplan context.</param>
/// <param name="Exten">The extension's number or name in its context.</param>
/// <param name="Hint">The hint's devices.</param>
/// <param name="StatusCode">The number as AMI sent it, or one of <see cref="Board.ExtensionCodes"/> once its devices are known.</param>
/// <param name="Devices">As <see cref="Board.HintDevice.Format"/> writes them; null when they are not known, or there is only one.</param>
public readonly record struct SnapshotRow(string Context, string Exten, string Hint, int StatusCode, string? Devices = null);
