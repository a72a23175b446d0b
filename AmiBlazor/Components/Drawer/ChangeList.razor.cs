using AmiBlazor.Components.Shared;
using AmiBlazor.Extensions;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Drawer;

/// <summary>An extension's changes, newest first: from what to what, when, for how long, and how it became known.</summary>
public sealed partial class ChangeList
{
    private readonly string _title = "changes-" + Guid.NewGuid().ToString("N");

    /// <summary>The changes; null as long as nobody knows.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ChangeEntry>? Changes { get; set; }

    /// <summary>What the times are relative to.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset Now { get; set; }

    /// <summary>True when there are older ones.</summary>
    [Parameter]
    public bool HasOlder { get; set; }

    /// <summary>True while the older ones are being read.</summary>
    [Parameter]
    public bool IsBusy { get; set; }

    /// <summary>True when the older ones could not be read.</summary>
    [Parameter]
    public bool HasFailed { get; set; }

    /// <summary>The older ones are asked for.</summary>
    [Parameter]
    public EventCallback OnOlder { get; set; }

    private string Lasted(int index) => index == 0
        ? T.Say($"for {RelativeTime.Lasted(T, Now - Changes![0].At)} so far")
        : T.Say($"for {RelativeTime.Lasted(T, Changes![index - 1].At - Changes[index].At)}");

    private string Source(string source) => source switch
    {
        ChangeSource.Refresh => T["Refresh"],
        ChangeSource.Live => T["Live event"],
        ChangeSource.Resync => T["After reconnecting"],
        ChangeSource.Edit => T["Edited by a person"],
        _ => DisplayText.Show(source, 40),
    };
}
