namespace AmiBlazor.Ami;

/// <summary>A channel in the list <c>Status</c>.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="BridgeId">The bridge that it is in; null for none.</param>
/// <param name="Application">What the dialplan runs for it, such as <c>Dial</c>; <c>AppDial</c> or <c>AppQueue</c> for one that was called.</param>
/// <param name="Data">The application's arguments.</param>
/// <param name="Dialled">The number that was dialled (<c>DNID</c>).</param>
/// <param name="Seconds">How long it has existed, in seconds.</param>
/// <param name="HearsMusic">Whether another party holds it.</param>
/// <param name="AnsweredAt">When it was answered, by the PBX's clock in seconds since 1970; null where CDR is off or it was not.</param>
internal sealed record ChannelRow(
    ChannelSnapshot Channel,
    string? BridgeId,
    string Application,
    string Data,
    string Dialled,
    int Seconds,
    bool HearsMusic,
    double? AnsweredAt);
