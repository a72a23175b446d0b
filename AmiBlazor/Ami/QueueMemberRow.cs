namespace AmiBlazor.Ami;

/// <summary>An agent in a queue, as a row of <c>QueueStatus</c> and each event about a member carry it whole.</summary>
/// <param name="Name">The agent's name.</param>
/// <param name="Interface">What the queue dials, such as <c>PJSIP/1002</c> or <c>Local/1002@from-queue/n</c>; with the queue, the key.</param>
/// <param name="StateInterface">The device whose state counts, such as <c>PJSIP/1002</c> or <c>hint:1002@hints</c>.</param>
/// <param name="Membership"><c>static</c>, <c>dynamic</c> or <c>realtime</c>.</param>
/// <param name="Penalty">Agents with a lower one are called first.</param>
/// <param name="CallsTaken">Calls that the agent has taken in this queue since the PBX counts them.</param>
/// <param name="LastCall">When the last of them ended, in seconds since 1970 by the PBX's clock; 0 for none.</param>
/// <param name="LastPause">When the agent was last paused, likewise.</param>
/// <param name="LoginTime">When the agent was added, likewise; 0 where the PBX does not tell it.</param>
/// <param name="IsInCall">Whether the agent is in a call of this queue; it may be told one event late.</param>
/// <param name="DeviceState">
/// A number of <c>enum ast_device_state</c>: 1 free, 2 in use, 3 busy, 4 invalid, 5 unavailable, 6 ringing, 7 ringing in use, 8 on hold.
/// </param>
/// <param name="IsPaused">Whether the queue leaves the agent out.</param>
/// <param name="PausedReason">Why; empty when none was given.</param>
internal sealed record QueueMemberRow(
    string Name,
    string Interface,
    string StateInterface,
    string Membership,
    int Penalty,
    int CallsTaken,
    long LastCall,
    long LastPause,
    long LoginTime,
    bool IsInCall,
    int DeviceState,
    bool IsPaused,
    string PausedReason);
