using AmiBlazor.Components.Shared;
using AmiBlazor.Refresh;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Refreshing;

/// <summary>The progress of a running refresh: how far it is, how long it has been running, and who started it.</summary>
public sealed partial class RefreshProgress
{
    /// <summary>The PBX.</summary>
    [Parameter, EditorRequired]
    public required string Server { get; set; }

    /// <summary>Its current phase.</summary>
    [Parameter, EditorRequired]
    public RefreshPhase Phase { get; set; }

    /// <summary>The rows received so far.</summary>
    [Parameter, EditorRequired]
    public int Rows { get; set; }

    /// <summary>About how many rows are expected; 0 if unknown.</summary>
    [Parameter, EditorRequired]
    public int ExpectedRows { get; set; }

    /// <summary>The time since it began.</summary>
    [Parameter, EditorRequired]
    public TimeSpan Elapsed { get; set; }

    /// <summary>Who started it; null if it was this user.</summary>
    [Parameter]
    public string? StartedBy { get; set; }

    /// <summary>True if this page's click joined a refresh that was already running.</summary>
    [Parameter]
    public bool HasJoined { get; set; }

    private bool IsCounted => ExpectedRows > 0 && Phase != RefreshPhase.Connecting;

    // The PBX may have more extensions than are known: the bar then stays full.
    private int Reached => Math.Min(Rows, ExpectedRows);

    private string What => (Phase, ExpectedRows > 0) switch
    {
        (RefreshPhase.Connecting, _) => T.Format($"Connecting to {Pbx}"),
        (RefreshPhase.Saving or RefreshPhase.Ended, _) => T.Format($"Saving {Rows:N0} extensions of {Pbx}"),
        (RefreshPhase.Asking, true) => T.Format($"Querying {Pbx} individually: {Rows:N0} of about {ExpectedRows:N0} extensions"),
        (RefreshPhase.Listing, false) when Rows == 1 => T.Format($"Refreshing {Pbx}: 1 extension so far"),
        (RefreshPhase.Asking, false) => T.Format($"Querying {Pbx} individually: {Rows:N0} extensions so far"),
        (_, true) => T.Format($"Refreshing {Pbx}: {Rows:N0} of about {ExpectedRows:N0} extensions"),
        _ => T.Format($"Refreshing {Pbx}: {Rows:N0} extensions so far"),
    };

    private string Pbx => DisplayText.Show(Server);
}
