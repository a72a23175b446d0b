namespace AmiBlazor.Ami;

/// <summary>
/// A channel, as every event about it and every row of <c>Status</c> carries it whole (<c>ast_manager_build_channel_state_string</c> in
/// main/manager_channels.c). Texts of others are cut to a readable length and hold no control characters; empty where Asterisk writes <c>&lt;unknown&gt;</c>.
/// </summary>
/// <param name="UniqueId">Its identity for life, such as <c>1795888141.0</c>.</param>
/// <param name="Name">Such as <c>PJSIP/1001-0000000a</c>.</param>
/// <param name="LinkedId">The <see cref="UniqueId"/> of the oldest channel that it belongs to.</param>
/// <param name="State">One of <see cref="ChannelStates"/>.</param>
/// <param name="Number">The number of the party at this channel.</param>
/// <param name="PartyName">The name of the party at this channel.</param>
/// <param name="ConnectedNumber">The number that this party sees.</param>
/// <param name="ConnectedName">The name that this party sees.</param>
/// <param name="Exten">Where it is in the dialplan now; for a new channel, the number that was dialled.</param>
internal sealed record ChannelSnapshot(
    string UniqueId,
    string Name,
    string LinkedId,
    int State,
    string Number,
    string PartyName,
    string ConnectedNumber,
    string ConnectedName,
    string Exten);
