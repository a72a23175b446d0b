using MudBlazor;

namespace AmiBlazor.Components.Theming;

/// <summary>
/// The colours and icons of statuses, which MudBlazor's palette has no names for, as part of theme.css. Each status has a word, a colour and an icon of
/// its own shape; where somebody is waiting the colour is full. All differ for the colour-blind too. Rows are plain markup, so that icons are masks,
/// <c>mask: var(--icon-name)</c>; and where hundreds are painted at once, pictures: <c>background: var(--picture-name)</c>.
/// </summary>
internal static class StatusSheet
{
    private static readonly IReadOnlyList<Status> Statuses =
    [
        new("online", Icons.Material.Filled.CheckCircle, "light-dark(#0b6650, #6fdcb8)", "light-dark(#d9f2e8, #10352b)"),
        new("ringing", Icons.Material.Filled.NotificationsActive, "light-dark(#7d4600, #f9c46f)", "light-dark(#f7b93e, #f2b138)", "light-dark(#2e1d00, #2b1a00)"),
        new("ringing-in-use", Icons.Material.Filled.RingVolume, "light-dark(#a03c06, #ffb28d)", "light-dark(#b8460b, #d9631e)", "light-dark(#ffffff, #1d0b00)"),
        new("in-use", Icons.Material.Filled.Call, "light-dark(#1b4d9e, #9fc5ff)", "light-dark(#dfe9fb, #16305c)"),
        new("busy", Icons.Material.Filled.DoNotDisturbOn, "light-dark(#8f1522, #ffb3b6)", "light-dark(#f6c6ca, #611a24)"),
        new("on-hold", Icons.Material.Filled.Pause, "light-dark(#5b37a3, #cbb5ff)", "light-dark(#6a4bbd, #7459c9)", "#ffffff"),
        new("do-not-disturb", Icons.Material.Filled.NotificationsOff, "light-dark(#7a1f7a, #f6ebfa)", "light-dark(#f4aff4, #4d0e62)"),
        new("no-phone", Icons.Material.Filled.PhoneDisabled, "light-dark(#212108, #f5edd6)", "light-dark(#f4f4af, #785f11)"),
        new("offline", Icons.Material.Filled.Block, "light-dark(#4b5662, #adb7c1)", "light-dark(#dee2e6, #2b333c)"),
        new("unknown", Icons.Material.Filled.QuestionMark, "light-dark(#4b5662, #adb7c1)", "light-dark(#ffffff, #161b21)"),
        new("gone", Icons.Material.Filled.HighlightOff, "light-dark(#576170, #9aa4ae)", "light-dark(#ffffff, #161b21)"),
        new("archived", Icons.Material.Outlined.Inventory2, "light-dark(#576170, #9aa4ae)", "light-dark(#ffffff, #161b21)"),
    ];

    // What a person says of being there; and the mark of a status that the calls contradict.
    private static readonly IReadOnlyList<(string Name, string Colour, string Icon)> Presences =
    [
        ("away", "var(--warning-text)", Icons.Material.Filled.Schedule),
        ("xa", "var(--warning-text)", Icons.Material.Filled.Bedtime),
        ("dnd", "var(--error-text)", Icons.Material.Filled.NotificationsOff),
        ("available", "var(--online)", Icons.Material.Filled.CheckCircle),
        ("unavailable", "var(--muted)", Icons.Material.Filled.Block),
        ("other", "var(--text)", Icons.Material.Filled.Person),
        ("contradicted", "var(--warning-text)", Icons.Material.Filled.Warning),
    ];

    private static readonly IReadOnlyList<(string Name, string Icon)> Others =
    [
        ("all", Icons.Material.Filled.Apps),
    ];

    /// <summary>Custom properties of all colours and icons, and a class for each status and presence that names its own.</summary>
    public static string Css { get; } =
        $":root {{ {string.Concat(Statuses.Select(status => status.Properties))}{string.Concat(Others.Select(other => Icon(other.Name, other.Icon)))}}}\n"
        + string.Concat(Statuses.Select(status => status.Class))
        + string.Concat(Presences.Select(presence => $".presence-{presence.Name} {{ --presence: {presence.Colour}; --status-icon: {Mask(presence.Icon)}; }}\n"));

    /// <summary>Custom properties of the icons as pictures, each in its status's colour upon its ground, for one colour scheme.</summary>
    public static string Pictures(bool isDark) => string.Concat(Statuses.Select(status => $"--picture-{status.Name}: {status.Picture(isDark)}; "));

    /// <summary>An icon of MudBlazor as a custom property: <c>mask: var(--icon-name)</c>.</summary>
    internal static string Icon(string name, string icon) => $"--icon-{name}: {Mask(icon)}; ";

    private static string Mask(string icon, string colour = "#000") =>
        $"url(\"data:image/svg+xml,{Uri.EscapeDataString($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='{colour}'>{icon}</svg>")}\")";

    /// <summary>How one status looks.</summary>
    /// <param name="Name">Its name in classes.</param>
    /// <param name="Shape">Its icon.</param>
    /// <param name="Colour">The colour of its name on the page's ground.</param>
    /// <param name="Ground">The ground of its chip.</param>
    /// <param name="OnGround">The colour on that ground; null for <paramref name="Colour"/>.</param>
    private sealed record Status(string Name, string Shape, string Colour, string Ground, string? OnGround = null)
    {
        public string Properties =>
            $"--{Name}: {Colour}; --{Name}-bg: {Ground}; {(OnGround is null ? "" : $"--{Name}-fg: {OnGround}; ")}{Icon(Name, Shape)}";

        public string Class =>
            $".status-{Name} {{ --status: var(--{Name}); --status-bg: var(--{Name}-bg); {(OnGround is null ? "" : $"--status-fg: var(--{Name}-fg); ")}"
            + $"--status-icon: var(--icon-{Name}); --status-picture: var(--picture-{Name}); }}\n";

        public string Picture(bool isDark) => Mask(Shape, InScheme(OnGround ?? Colour, isDark));

        // A picture does not know the scheme of the page that it is on.
        private static string InScheme(string colour, bool isDark) =>
            colour.StartsWith("light-dark(", StringComparison.Ordinal) ? colour["light-dark(".Length..^1].Split(", ")[isDark ? 1 : 0] : colour;
    }
}
