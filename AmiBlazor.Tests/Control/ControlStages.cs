namespace AmiBlazor.Tests.Control;

/// <summary>
/// One <see cref="ControlStage"/> for each version of Asterisk, for all tests of a class; another one after a test that failed in the middle.
/// </summary>
public sealed class ControlStages : IAsyncLifetime
{
    private readonly Dictionary<int, ControlStage> _stages = [];

    public ValueTask InitializeAsync() => default;

    internal async Task PlayAsync(int version, Func<ControlStage, Task> play)
    {
        if (!_stages.TryGetValue(version, out var stage)) _stages.Add(version, stage = await ControlStage.StartAsync(version));
        try
        {
            await play(stage);
            await stage.SeeAsync();
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
