using Microsoft.AspNetCore.Components.Rendering;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// Releases the older of the two render trees that Blazor keeps of a component. Blazor compares each render with the one before and then keeps the
/// older tree, only to clear it when the next render begins; on a page that is open all day that is half of what the page holds. Cleared as soon as
/// the browser has the newer one, the older tree's buffer goes back to the pool that all circuits share (ADR-005).
/// </summary>
/// <remarks>
/// Dangerous: it clears a tree that belongs to the framework. It uses public API alone, but relies on undocumented behaviour: a component renders
/// into exactly two trees in turn, and nobody reads the older one after the newer was sent. A framework in which that is no longer true could lose
/// parts of a page or throw while rendering. <c>RenderTreeTrimmerTests</c> fails on such a framework, and <see cref="Setting"/> turns it off without
/// a new version: pages are then right and need more memory.
/// </remarks>
internal struct RenderTreeTrimmer
{
    /// <summary>The configuration key that turns it off, for the whole process, with the value <c>false</c>.</summary>
    public const string Setting = "Components:TrimRenderTrees";

    private RenderTreeBuilder? _now;
    private RenderTreeBuilder? _before;

    /// <summary>False once <see cref="Setting"/> has turned it off. Set before the first page is rendered.</summary>
    public static bool IsEnabled { get; private set; } = true;

    /// <summary>Reads the setting; whatever is not <c>false</c> leaves it on.</summary>
    public static void Configure(IConfiguration configuration) => IsEnabled = !bool.TryParse(configuration[Setting], out var isEnabled) || isEnabled;

    /// <summary>Called where the component's markup begins, with the tree that it renders into.</summary>
    public void Draw(RenderTreeBuilder tree)
    {
        if (ReferenceEquals(tree, _now)) return;
        _before = _now;
        _now = tree;
    }

    /// <summary>Called after the render has been sent to the browser.</summary>
    public readonly void Forget()
    {
        if (IsEnabled) _before?.Clear();
    }
}
