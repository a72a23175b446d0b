namespace AmiBlazor.Tests.Calls;

/// <summary>
/// One <see cref="CallStage"/> for each version of Asterisk, for all tests of a class; another one after a test that failed in the middle of a call.
/// </summary>
public sealed class CallStages : IAsyncLifetime
{
    private readonly Dictionary<int, CallStage> _stages = [];

    public ValueTask InitializeAsync() => default;

    /// <summary>Plays calls on the stage of a version.</summary>
    internal async Task PlayAsync(int version, Func<CallStage, Task> play)
    {
        if (!_stages.TryGetValue(version, out var stage)) _stages.Add(version, stage = await CallStage.StartAsync(version));
        try
        {
            await play(stage);
        }
        catch
        {
            _stages.Remove(version);
            await stage.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in _stages.Values) await stage.DisposeAsync();
    }
}
