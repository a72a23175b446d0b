using AmiBlazor.Ami;

namespace AmiBlazor.Refresh;

/// <summary>Starts the refresh of a PBX where the PBX is followed: in this process, or on the node of a cluster that has its main connection.</summary>
internal interface IRefreshStarter
{
    /// <summary>The running refresh of this PBX, or a new one.</summary>
    /// <param name="server">The PBX.</param>
    /// <param name="askedBy">Who asks for it.</param>
    /// <returns>The refresh, whose result never faults, and whether it was already running.</returns>
    ValueTask<(RunningRefresh Run, bool Joined)> StartOrJoinAsync(AmiServerOptions server, string askedBy);
}
