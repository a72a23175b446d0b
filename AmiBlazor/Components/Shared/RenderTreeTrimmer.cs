using Microsoft.AspNetCore.Components.Rendering;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// Gives back the memory of what a component drew the last time but one. Blazor compares each drawing with the one before and then keeps the older
/// one, only to clear it when the next drawing begins; on a page that is open all day that is half of what the page holds. Cleared as soon as the
/// browser has the newer one, it goes to the pool that all circuits share.
/// </summary>
internal struct RenderTreeTrimmer
{
    private RenderTreeBuilder? _now;
    private RenderTreeBuilder? _before;

    /// <summary>Where the markup begins: a component draws into two trees in turn.</summary>
    public void Draw(RenderTreeBuilder tree)
    {
        if (ReferenceEquals(tree, _now)) return;
        _before = _now;
        _now = tree;
    }

    /// <summary>After the drawing has been shown.</summary>
    public readonly void Forget() => _before?.Clear();
}
