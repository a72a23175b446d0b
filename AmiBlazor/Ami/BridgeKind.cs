namespace AmiBlazor.Ami;

/// <summary>What a bridge is for. Its technology may change at any time and does not matter otherwise.</summary>
internal enum BridgeKind
{
    /// <summary>Parties that talk to each other.</summary>
    Basic,

    /// <summary>A room of <c>ConfBridge</c>.</summary>
    Conference,

    /// <summary>A parking lot.</summary>
    Parking,

    /// <summary>Parties that wait: agents of <c>AgentLogin</c>, <c>BridgeWait</c>.</summary>
    Holding,
}
