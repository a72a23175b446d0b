namespace AmiBlazor.Control;

/// <summary>What came of a <see cref="ControlRequest"/>.</summary>
internal enum ControlOutcome
{
    /// <summary>It was done, as far as the PBX tells.</summary>
    Done,

    /// <summary>The PBX refused it, or a phone did: it was busy, declined, did not answer, or is not registered.</summary>
    Refused,

    /// <summary>It makes no sense: a number that is none, a party that is not in a call that could be transferred.</summary>
    Invalid,

    /// <summary>The party, the call or the agent is no longer there.</summary>
    Gone,

    /// <summary>The configuration does not allow it, or it concerns somebody outside the scope.</summary>
    NotAllowed,

    /// <summary>The PBX cannot be reached, or AmiBlazor does not know its calls at the moment. Nothing was done.</summary>
    Unreachable,

    /// <summary>It was sent, and nobody knows what came of it: the connection was lost, or the PBX did not answer.</summary>
    Unknown,
}
