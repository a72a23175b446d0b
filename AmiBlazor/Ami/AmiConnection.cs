using System.Net.Sockets;

namespace AmiBlazor.Ami;

/// <summary>A connection to a PBX, before and under a session.</summary>
internal sealed record AmiConnection(AmiServerOptions Server, Socket Socket, Stream Stream, AmiInput Input, AmiProgress? Progress, AmiErrors Errors)
{
    /// <summary>Receives the events that answer no action; null when nobody listens.</summary>
    public IAmiListener? Listener { get; init; }
}
