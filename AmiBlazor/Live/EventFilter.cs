using AmiBlazor.Ami;

namespace AmiBlazor.Live;

/// <summary>The lines of manager.conf that keep away what a main connection does not use.</summary>
internal static class EventFilter
{
    /// <inheritdoc cref="AmiEventFilter.Line"/>
    public static string Line => AmiEventFilter.Line;

    /// <inheritdoc cref="AmiEventFilter.NewerLines"/>
    public static IReadOnlyList<string> NewerLines => AmiEventFilter.NewerLines;
}
