using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Runs;

/// <summary>Figures of refreshes as people say them.</summary>
internal static class RunFigures
{
    /// <summary>Such as "41 ms", "2.4 s" or "1:05 min".</summary>
    public static string Took(Localizer texts, TimeSpan span) =>
        span < TimeSpan.FromSeconds(1) ? texts.Format($"{Math.Max(0, span.TotalMilliseconds):N0} ms") : RelativeTime.Elapsed(texts, span);

    /// <summary>Such as "512 B", "15.2 KB" or "3.1 MB", of 1,024 bytes each.</summary>
    public static string Size(Localizer texts, long bytes) => bytes switch
    {
        < 1024 => texts.Format($"{bytes} B"),
        < 1024 * 1024 => texts.Format($"{bytes / 1024.0:N1} KB"),
        _ => texts.Format($"{bytes / (1024.0 * 1024.0):N1} MB"),
    };
}
