namespace AmiBlazor.Ami;

/// <summary>The states of a channel that matter (<c>enum ast_channel_state</c> in include/asterisk/channelstate.h).</summary>
internal static class ChannelStates
{
    /// <summary>Asterisk has just made it, to ring somebody.</summary>
    public const int Down = 0;

    /// <summary>Its phone has placed a call.</summary>
    public const int Ring = 4;

    /// <summary>Its phone rings.</summary>
    public const int Ringing = 5;

    /// <summary>It is answered.</summary>
    public const int Up = 6;
}
