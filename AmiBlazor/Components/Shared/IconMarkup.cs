using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// An icon as MudIcon draws it, without a component: of those that are on every page, each MudIcon would cost a circuit 4 KB. The markup of an icon is one
/// text for all circuits.
/// </summary>
internal static class IconMarkup
{
    /// <summary>The classes of a button that is such an icon, as MudIconButton has them in its small size.</summary>
    public const string SmallButton = "mud-button-root mud-icon-button mud-ripple mud-ripple-icon mud-icon-button-size-small";

    // As many as there are icons and classes in the markup of the pages.
    private static readonly ConcurrentDictionary<(string Icon, string Classes), MarkupString> Known = new();

    /// <summary>The icon in the size of text beside it.</summary>
    /// <param name="icon">One of MudBlazor's.</param>
    /// <param name="classes">Further CSS classes; none if empty.</param>
    public static MarkupString Small(string icon, string classes = "") => Of(icon, "mud-icon-size-small", classes);

    /// <inheritdoc cref="Small"/>
    /// <summary>The icon in its usual size.</summary>
    public static MarkupString Medium(string icon, string classes = "") => Of(icon, "mud-icon-size-medium", classes);

    private static MarkupString Of(string icon, string size, string classes) => Known.GetOrAdd(
        (icon, $"{size} {classes}"),
        static key => new($"""<svg class="mud-icon-root mud-svg-icon {key.Classes.TrimEnd()}" focusable="false" viewBox="0 0 24 24" aria-hidden="true">{key.Icon}</svg>"""));
}
