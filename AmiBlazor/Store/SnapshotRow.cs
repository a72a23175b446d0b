using AmiBlazor.Board;

namespace AmiBlazor.Store;

/// <summary>
/// The state of one extension as the PBX sent it. The twin of <c>ExtensionState</c> in <c>Ami</c>: this room may not name that one, and a value here needs no
/// object for each row of a list.
/// </summary>
/// <param name="Context">Dialplan context.</param>
/// <param name="Exten">The extension's number or name in its context.</param>
/// <param name="Hint">The hint's devices.</param>
/// <param name="StatusCode">The number as AMI sent it, or one of <see cref="ExtensionCodes"/> once its devices are known.</param>
/// <param name="Devices">As <see cref="HintDevice.Format"/> writes them; null when they are not known, or there is only one.</param>
public readonly record struct SnapshotRow(string Context, string Exten, string Hint, int StatusCode, string? Devices = null)
{
    /// <summary>Puts what its devices tell beside its number.</summary>
    /// <param name="states">The states by device; null when the PBX did not tell them.</param>
    public SnapshotRow With(IReadOnlyDictionary<string, string>? states)
    {
        if (states is null || !Hint.Contains('&', StringComparison.Ordinal) || Board.Hint.Parse(Hint) is not { Devices.Count: > 1 } hint) return this;
        var devices = hint.Devices.Select(device => new HintDevice(device, states.GetValueOrDefault(device, HintDevice.Unknown))).ToList();
        HintState.TryMark(StatusCode, devices, out var code);
        return this with { StatusCode = code, Devices = HintDevice.Format(devices) };
    }
}
