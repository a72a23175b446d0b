namespace AmiBlazor.Components.Theming;

/// <summary>
/// The look of avatars, as part of theme.css: ten hues of equal strength, so that none looks like a status. Initials come from an attribute, and nobody
/// hears them beside the name itself.
/// </summary>
internal static class AvatarSheet
{
    private static readonly IReadOnlyList<(string Ink, string Ground)> Hues =
    [
        ("light-dark(#772934, #ffcfd1)", "light-dark(#ffd0d2, #5e2b30)"),
        ("light-dark(#743200, #ffd4bb)", "light-dark(#fdd4be, #5c3014)"),
        ("light-dark(#614200, #efdcb1)", "light-dark(#eedcb5, #4e3a00)"),
        ("light-dark(#3d5000, #d6e5ba)", "light-dark(#d7e5bd, #364310)"),
        ("light-dark(#005931, #bdebd0)", "light-dark(#c0ead1, #0d492e)"),
        ("light-dark(#00585a, #b0ebea)", "light-dark(#b4eae9, #004949)"),
        ("light-dark(#005077, #b6e6ff)", "light-dark(#bae5fc, #00435d)"),
        ("light-dark(#2d4382, #ccdeff)", "light-dark(#cedeff, #2b3b64)"),
        ("light-dark(#543678, #e6d5ff)", "light-dark(#e5d6fd, #45325d)"),
        ("light-dark(#6c2c5b, #facfeb)", "light-dark(#f8d1ea, #562c4a)"),
    ];

    /// <summary>The number of hues; each has a class <c>face-N</c>.</summary>
    public static int Count => Hues.Count;

    private const string Shape =
        """
        [data-face]::before { background: var(--face-bg); border-radius: 50%; color: var(--face); content: attr(data-face) / ""; display: inline-block;
            font-size: 0.6875rem; font-weight: 600; height: 1.5rem; line-height: 1.5rem; margin-inline-end: var(--space-2); text-align: center;
            vertical-align: middle; width: 1.5rem; }
        .drawer-title [data-face]::before { font-size: 0.875rem; height: 2.25rem; line-height: 2.25rem; width: 2.25rem; }
        @media print { [data-face]::before { display: none; } }

        """;

    /// <summary>The shape, custom properties of all hues, and a class for each that names its own.</summary>
    public static string Css { get; } =
        $":root {{ {string.Concat(Hues.Select((hue, index) => $"--face-{index}: {hue.Ink}; --face-{index}-bg: {hue.Ground}; "))}}}\n"
        + Shape
        + string.Concat(Hues.Select((_, index) => $".face-{index} {{ --face: var(--face-{index}); --face-bg: var(--face-{index}-bg); }}\n"));
}
