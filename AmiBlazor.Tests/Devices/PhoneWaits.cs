using AmiBlazor.Devices;
using AmiBlazor.Tests.Live;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Devices;

/// <summary>Waits for what a followed PBX tells of its phones.</summary>
internal static class PhoneWaits
{
    /// <summary>The phones of the PBX as they are now.</summary>
    public static PbxDevices Phones(this FollowedApp app) => app.App.Services.GetRequiredService<DeviceBoard>().For("real");

    /// <summary>A phone by the name of its endpoint; null while it is not known.</summary>
    public static Phone? Phone(this PbxDevices devices, string name) =>
        devices.Phones.GetValueOrDefault("PJSIP/" + name) ?? devices.Phones.GetValueOrDefault("SIP/" + name);

    /// <summary>Returns when it is so, looking whenever the board of phones has moved.</summary>
    public static async Task UntilPhonesAsync(this FollowedApp app, Func<PbxDevices, bool> isSo)
    {
        var board = app.App.Services.GetRequiredService<DeviceBoard>();
        var happened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (isSo(board.For("real"))) happened.TrySetResult();
        }

        using var subscription = board.Subscribe(Look);
        Look();
        try
        {
            await happened.Task.InTime();
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"The phones: {string.Join(", ", board.For("real").Phones.Values.Select(phone => $"{phone} {string.Join(' ', phone.Contacts)}"))} {board.HealthOf("real")}", late);
        }
    }

    /// <summary>Returns when an action has been asked so often.</summary>
    public static Task UntilAskedAsync(this FollowedApp app, FakeAmiAnswers answers, string action, int count) =>
        Polling.UntilAsync(() => answers.Actions.Count(asked => asked == action) >= count);
}
