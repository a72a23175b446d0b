using AmiBlazor.Refresh;

namespace AmiBlazor.Tests.Refresh;

public sealed class RunningRefreshTests
{
    [Fact]
    public void What_was_stopped_first_is_never_saved()
    {
        using var run = Run();

        Assert.True(run.TryStop());

        Assert.False(run.TryBeginSaving());
        Assert.True(run.StopToken.IsCancellationRequested);
    }

    [Fact]
    public void What_is_being_saved_is_not_stopped_any_more()
    {
        using var run = Run();

        Assert.True(run.TryBeginSaving());

        Assert.False(run.TryStop());
        Assert.False(run.StopToken.IsCancellationRequested);
        Assert.Equal(RefreshPhase.Saving, run.Phase);
    }

    [Fact]
    public async Task Of_stop_and_save_at_the_same_time_exactly_one_wins()
    {
        for (var round = 0; round < 2_000; round++)
        {
            using var run = Run();
            using var start = new Barrier(2);

            var stop = Task.Run(() => { start.SignalAndWait(); return run.TryStop(); });
            var save = Task.Run(() => { start.SignalAndWait(); return run.TryBeginSaving(); });

            Assert.NotEqual(await stop, await save);
        }
    }

    [Fact]
    public void A_phase_never_goes_back()
    {
        using var run = Run();
        run.Enter(RefreshPhase.Asking);

        run.Enter(RefreshPhase.Connecting);

        Assert.Equal(RefreshPhase.Asking, run.Phase);
    }

    private static RunningRefresh Run() => new("separate-1-abc", "main", "somebody", DateTimeOffset.UnixEpoch, 0);
}
