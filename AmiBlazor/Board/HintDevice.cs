using System.Runtime.InteropServices;

namespace AmiBlazor.Board;

/// <summary>One device of a hint with its state.</summary>
/// <param name="Device">Such as <c>PJSIP/1001</c> or <c>Custom:DND1001</c>.</param>
/// <param name="State">Asterisk's word, such as <c>NOT_INUSE</c>; <see cref="Unknown"/> when the PBX has not told it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HintDevice(string Device, string State)
{
    /// <summary>Asterisk's word for a device whose state nobody has set.</summary>
    public const string Unknown = "UNKNOWN";

    /// <summary>The devices of a hint as one text.</summary>
    public static string Format(IEnumerable<HintDevice> devices) => string.Join('&', devices.Select(device => $"{device.Device}={device.State}"));

    /// <summary>The devices in a text of <see cref="Format"/>; none for null.</summary>
    public static IReadOnlyList<HintDevice> Parse(string? devices)
    {
        if (string.IsNullOrEmpty(devices)) return [];
        var parsed = new List<HintDevice>();
        foreach (var part in devices.Split('&'))
        {
            // A state is one word, so the last “=” ends the device's name.
            var end = part.LastIndexOf('=');
            parsed.Add(end < 0 ? new HintDevice(part, Unknown) : new HintDevice(part[..end], part[(end + 1)..]));
        }

        return parsed;
    }

    /// <summary>The devices of a row: those of a hint with several, or the only one, whose state is the extension's.</summary>
    public static IReadOnlyList<HintDevice> Of(BoardRow row)
    {
        if (row.Devices is not null) return Parse(row.Devices);
        return row.Present && Hint.Parse(row.Hint) is { Devices: [var only] } ? [new HintDevice(only, row.Status.DeviceState())] : [];
    }
}
