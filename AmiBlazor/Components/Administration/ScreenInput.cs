using AmiBlazor.Components.Walls;

namespace AmiBlazor.Components.Administration;

/// <summary>The fields that the forms of wall screens post, beside those of the scope.</summary>
public sealed class ScreenInput
{
    /// <summary>The code that the screen shows.</summary>
    public string? Code { get; set; }

    public string? Name { get; set; }

    /// <summary>The address of the wall, or its query alone.</summary>
    public string? View { get; set; }

    /// <summary>What the screen shows.</summary>
    internal WallView ToView() => WallView.Parse(View?.IndexOf('?', StringComparison.Ordinal) is { } at and >= 0 ? View[at..] : null);
}
