namespace AmiBlazor.Tests.Calls;

/// <summary>What befalls a connection to a <see cref="ModelPbx"/>.</summary>
/// <param name="Name">What it is.</param>
internal sealed record ModelTroubles(string Name)
{
    /// <summary>Everything is seen from its beginning and at once, so that times are known to the second.</summary>
    public bool AreTold { get; init; }

    /// <summary>Lists are requested in the middle of calls.</summary>
    public bool AreLists { get; init; }

    /// <summary>The connection is cut, and another one begins in the middle of calls.</summary>
    public bool AreCuts { get; init; }

    /// <summary>Events of different channels come in another order.</summary>
    public bool AreReordered { get; init; }

    /// <summary>Events are lost, or come once more later on.</summary>
    public bool AreLosses { get; init; }

    /// <summary>Events come that are not used and end with what somebody dialled: what follows is not believed.</summary>
    public bool AreOthers { get; init; }

    /// <summary>Callers write lines of the protocol into their numbers.</summary>
    public bool AreHostile { get; init; }

    public static readonly ModelTroubles[] All =
    [
        new("None") { AreTold = true },
        new("Checks in the middle") { AreTold = true, AreLists = true },
        new("Events late and in another order") { AreReordered = true },
        new("Lists while events come") { AreLists = true, AreReordered = true },
        new("Cuts") { AreCuts = true, AreReordered = true },
        new("Events lost and doubled") { AreLosses = true, AreLists = true, AreReordered = true },
        new("Events not believed") { AreOthers = true, AreLists = true, AreReordered = true },
        new("Hostile callers") { AreHostile = true },
        new("Hostile callers and lists") { AreHostile = true, AreLists = true, AreReordered = true },
        new("Everything but attacks") { AreOthers = true, AreLists = true, AreReordered = true, AreLosses = true, AreCuts = true },
    ];

    public override string ToString() => Name;

    /// <summary>Changes what the PBX has just written.</summary>
    public void Apply(List<(string Text, string ChannelId)> written, Random random)
    {
        for (var at = 1; AreReordered && at < written.Count; at++)
        {
            if (written[at].ChannelId != written[at - 1].ChannelId && random.Next(6) == 0)
                (written[at - 1], written[at]) = (written[at], written[at - 1]);
        }

        for (var at = written.Count; AreOthers && at >= 0; at--)
        {
            if (random.Next(12) == 0) written.Insert(at, ("Event: DialBegin\r\nPrivilege: call,all\r\nDialString: 1002\r\n\r\n", ""));
        }

        for (var at = written.Count - 1; AreReordered && at >= 0; at--)
        {
            if (random.Next(40) == 0) written.Insert(at, written[at]);
        }
    }
}
