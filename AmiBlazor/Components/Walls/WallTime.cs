using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Walls;

/// <summary>How long something lasts, as short as it can be read from afar: “0:42”, “12:05”, “1 h 05 min”.</summary>
internal static class WallTime
{
    public static string Since(Localizer texts, DateTimeOffset since, DateTimeOffset now)
    {
        var span = now > since ? now - since : TimeSpan.Zero;
        if (span < TimeSpan.FromHours(1)) return FormattableString.Invariant($"{span.Minutes}:{span.Seconds:00}");
        return span < TimeSpan.FromDays(1)
            ? texts.Format($"{span.Hours} h {span.Minutes:00} min")
            : texts.Format($"{span.Days} d {span.Hours} h");
    }
}
