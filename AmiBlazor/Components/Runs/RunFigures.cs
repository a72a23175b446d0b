using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Components.Runs;

/// <summary>Formats durations and sizes of refreshes in the user's language.</summary>
internal static class RunFigures
{
    /// <summary>A duration such as "41 ms", "2.4 s" or "1:05 min".</summary>
    public static string Took(Localizer texts, TimeSpan span) =>
        span < TimeSpan.FromSeconds(1) ? texts.Format($"{Math.Max(0, span.TotalMilliseconds):N0} ms") : RelativeTime.Elapsed(texts, span);

    /// <summary>A size such as "512 B", "15.2 KB" or "3.1 MB", in units of 1,024.</summary>
    public static string Size(Localizer texts, long bytes) => bytes switch
    {
        < 1024 => texts.Format($"{bytes} B"),
        < 1024 * 1024 => texts.Format($"{bytes / 1024.0:N1} KB"),
        _ => texts.Format($"{bytes / (1024.0 * 1024.0):N1} MB"),
    };
}
