namespace AmiBlazor.Live;

/// <summary>What asking for all states over the main connection brought.</summary>
/// <param name="At">When they were asked for; UTC.</param>
/// <param name="Reason">Why.</param>
/// <param name="Known">Extensions known on the PBX after it.</param>
/// <param name="Changed">Known ones that were in another state, those that are gone included.</param>
/// <param name="Added">Hints that were not known.</param>
/// <param name="Gone">Hints that are gone.</param>
internal sealed record ResyncResult(DateTimeOffset At, ResyncReason Reason, int Known, int Changed, int Added, int Gone)
{
    /// <summary>True when it brought nothing new.</summary>
    public bool IsQuiet => Changed == 0 && Added == 0;
}
