using MudBlazor;

namespace AmiBlazor.Components.Theming;

/// <summary>
/// How AmiBlazor looks: colours, type and shape of both colour schemes. All text has a contrast of 4.5 or more on its ground. The colours of statuses,
/// which a palette has no names for, are in <see cref="StatusSheet"/>.
/// </summary>
internal static class AmiTheme
{
    private static readonly string[] Fonts = ["Inter Variable", "system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif"];

    /// <summary>The theme. <see cref="ThemeSheet"/> writes it into theme.css.</summary>
    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Light(),
        PaletteDark = Dark(),
        Typography = Type(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px", AppbarHeight = "56px", DrawerWidthLeft = "232px", DrawerWidthRight = "232px" },
    };

    private static PaletteLight Light() => new()
    {
        Primary = "#0B6B7A",
        PrimaryContrastText = "#FFFFFF",
        Secondary = "#5B46B0",
        SecondaryContrastText = "#FFFFFF",
        Tertiary = "#3C4A5C",
        TertiaryContrastText = "#FFFFFF",
        Info = "#1D5FBF",
        InfoContrastText = "#FFFFFF",
        Success = "#0B7A55",
        SuccessContrastText = "#FFFFFF",
        Warning = "#8A5200",
        WarningContrastText = "#FFFFFF",
        Error = "#B3202F",
        ErrorContrastText = "#FFFFFF",
        Dark = "#1B2430",
        DarkContrastText = "#FFFFFF",
        Black = "#131A23",
        White = "#FFFFFF",
        TextPrimary = "#17202B",
        TextSecondary = "#55616F",
        TextDisabled = "#8A95A1",
        ActionDefault = "#55616F",
        ActionDisabled = "#A4ADB7",
        ActionDisabledBackground = "#EDF0F3",
        Background = "#F5F7F9",
        BackgroundGray = "#EDF0F4",
        Surface = "#FFFFFF",
        AppbarBackground = "#FFFFFF",
        AppbarText = "#17202B",
        DrawerBackground = "#FFFFFF",
        DrawerText = "#3A4653",
        DrawerIcon = "#5F6C7A",
        LinesDefault = "#E3E7EC",
        LinesInputs = "#8D98A4",
        TableLines = "#E9EDF1",
        TableStriped = "#F8FAFB",
        TableHover = "#F2F6F8",
        Divider = "#E3E7EC",
        DividerLight = "#EEF1F4",
        Skeleton = "#E6EAEE",
        OverlayDark = "rgba(16,24,34,0.42)",
        OverlayLight = "rgba(255,255,255,0.6)",
        HoverOpacity = 0.06,
        RippleOpacity = 0.08,
    };

    private static PaletteDark Dark() => new()
    {
        Primary = "#4FC3D1",
        PrimaryContrastText = "#03242A",
        Secondary = "#B7A4FF",
        SecondaryContrastText = "#1C1147",
        Tertiary = "#B5C0CC",
        TertiaryContrastText = "#121A23",
        Info = "#86B6FF",
        InfoContrastText = "#06204A",
        Success = "#5AD3A8",
        SuccessContrastText = "#03281C",
        Warning = "#F5BD57",
        WarningContrastText = "#2B1B00",
        Error = "#FF8E96",
        ErrorContrastText = "#3B060C",
        Dark = "#D7DEE6",
        DarkContrastText = "#12181F",
        Black = "#0B0F14",
        White = "#FFFFFF",
        TextPrimary = "#E8EDF2",
        TextSecondary = "#A3AFBC",
        TextDisabled = "#6D7986",
        ActionDefault = "#A3AFBC",
        ActionDisabled = "#5A6672",
        ActionDisabledBackground = "#222B35",
        Background = "#0D1217",
        BackgroundGray = "#11171D",
        Surface = "#151C23",
        AppbarBackground = "#121920",
        AppbarText = "#E8EDF2",
        DrawerBackground = "#121920",
        DrawerText = "#C3CCD6",
        DrawerIcon = "#97A3B0",
        LinesDefault = "#26303A",
        LinesInputs = "#5E6B79",
        TableLines = "#202A33",
        TableStriped = "#171F27",
        TableHover = "#1B242D",
        Divider = "#26303A",
        DividerLight = "#1E2730",
        Skeleton = "#222C36",
        OverlayDark = "rgba(3,6,9,0.62)",
        OverlayLight = "rgba(20,28,36,0.6)",
        HoverOpacity = 0.08,
        RippleOpacity = 0.1,
    };

    private static Typography Type() => new()
    {
        Default = Of<DefaultTypography>("0.875rem", 400, "1.45"),
        H1 = Of<H1Typography>("1.5rem", 670, "1.25", "-0.02em"),
        H2 = Of<H2Typography>("1.25rem", 660, "1.3", "-0.017em"),
        H3 = Of<H3Typography>("1.125rem", 650, "1.3", "-0.014em"),
        H4 = Of<H4Typography>("1rem", 640, "1.35", "-0.011em"),
        H5 = Of<H5Typography>("0.9375rem", 620, "1.4", "-0.006em"),
        H6 = Of<H6Typography>("0.875rem", 620, "1.4", "-0.006em"),
        Subtitle1 = Of<Subtitle1Typography>("0.875rem", 500, "1.45"),
        Subtitle2 = Of<Subtitle2Typography>("0.8125rem", 600, "1.4"),
        Body1 = Of<Body1Typography>("0.875rem", 400, "1.5"),
        Body2 = Of<Body2Typography>("0.8125rem", 400, "1.45"),
        Button = Of<ButtonTypography>("0.875rem", 600, "1.5"),
        Caption = Of<CaptionTypography>("0.75rem", 450, "1.4"),
        Overline = Of<OverlineTypography>("0.6875rem", 650, "1.6", "0.06em", "uppercase"),
    };

    private static T Of<T>(string size, int weight, string lineHeight, string letterSpacing = "normal", string transform = "none")
        where T : BaseTypography, new() => new()
        {
            FontFamily = Fonts,
            FontSize = size,
            FontWeight = $"{weight}",
            LineHeight = lineHeight,
            LetterSpacing = letterSpacing,
            TextTransform = transform,
        };
}
