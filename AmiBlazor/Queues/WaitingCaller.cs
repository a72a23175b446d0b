using AmiBlazor.Calls;

namespace AmiBlazor.Queues;

/// <summary>Who waits in a queue.</summary>
/// <param name="Position">From 1: Asterisk says nothing when those behind move up, so it is counted.</param>
/// <param name="Caller">The caller.</param>
/// <param name="Since">Since when; UTC.</param>
public sealed record WaitingCaller(int Position, CallPeer Caller, DateTimeOffset Since);
