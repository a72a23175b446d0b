using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;

namespace AmiBlazor.Tests.Live;

/// <summary>
/// Leads an extension through everything that its phones and “do not disturb” can do together, and compares after each step: what the board tells, live and
/// after a refresh, what the test expects, and what Asterisk lists.
/// </summary>
/// <param name="app">Follows the PBX.</param>
/// <param name="asterisk">The PBX.</param>
/// <param name="caller">Calls the extension.</param>
/// <param name="phones">The phones of the extension; the first has the extension's number and takes the calls.</param>
internal sealed class HintWalk(FollowedApp app, RealAsterisk asterisk, SipPhone caller, params IReadOnlyList<SipPhone> phones)
{
    private const string Idle = "NOT_INUSE";

    private readonly List<string> _expected = ["offline"];
    private bool _isRegistered;

    // Asterisk's word for the device; what nobody has set is unknown.
    private string _dnd = HintDevice.Unknown;

    public string Exten { get; } = phones[0].Name;

    public string Hint => Row.Hint;

    /// <summary>A line for each step.</summary>
    public List<string> Seen { get; } = [];

    /// <summary>The words that the history must tell.</summary>
    public IReadOnlyList<string> Expected => RealAsteriskHintMatrixTests.Words(_expected);

    private string Dnd => "Custom:DND" + Exten;

    private BoardRow Row => app.Board.Rows("real").Single(row => string.Equals(row.Key.Exten, Exten, StringComparison.Ordinal));

    public async Task RunAsync()
    {
        foreach (var dnd in (string[])[HintDevice.Unknown, "BUSY", Idle])
        {
            await RegisterAsync(isRegistered: true);
            await UntilAsync(Idle);
            if (dnd is not HintDevice.Unknown) await SetAsync(dnd);
            await CheckAsync(Idle);
            await CallAsync(isGone: false);
            await CallAsync(isGone: true);
            await CheckAsync(Idle);
        }

        // While nobody sees a phone.
        await SetAsync("BUSY");
        await CheckAsync(Idle);
        await SetAsync(Idle);
        await CheckAsync(Idle);
    }

    /// <summary>A call to the extension that rings, is answered, and held by its caller.</summary>
    /// <param name="isGone">Whether the phones go while the first rings.</param>
    private async Task CallAsync(bool isGone)
    {
        var call = caller.Call(Exten);
        var rings = await phones[0].RingsAsync();
        if (isGone)
        {
            await UntilAsync("RINGING");
            await RegisterAsync(isRegistered: false);
        }

        await CheckAsync("RINGING");
        await rings.AnswerAsync();
        await call.AnsweredAsync();
        await CheckAsync("INUSE");
        await call.HoldAsync();
        await CheckAsync("ONHOLD");
        await call.ResumeAsync();
        await UntilAsync("INUSE");
        await call.HangUpAsync();
        await rings.EndedAsync();
        await UntilAsync(Idle);
    }

    private async Task RegisterAsync(bool isRegistered)
    {
        foreach (var phone in phones) await (isRegistered ? phone.RegisterAsync() : phone.UnregisterAsync());
        _isRegistered = isRegistered;
    }

    private async Task SetAsync(string dnd)
    {
        await asterisk.SendStateAsync(Dnd, dnd);
        _dnd = dnd;
    }

    /// <summary>Returns when the board tells what the first phone does, and everything else that must be.</summary>
    private async Task UntilAsync(string phone)
    {
        var (word, mark, devices) = (Word(phone), Mark(phone), Devices(phone));
        _expected.Add(word);
        await app.UntilAsync($"{Exten} is {word}, marked “{mark}”, {devices}", () =>
            (Row.Status.Word(), MarkOf(Row.StatusCode), Row.Devices) == (word, mark, devices));
    }

    private async Task CheckAsync(string phone)
    {
        await UntilAsync(phone);
        var live = Row;
        var history = await app.HistoryAsync(Exten);

        var listed = await asterisk.ListDevicesAsync();
        var told = HintDevice.Parse(live.Devices);
        Assert.All(told, device => Assert.Equal(listed.GetValueOrDefault(device.Device, HintDevice.Unknown), device.State));
        Assert.Equal((await asterisk.ListAsync())[(RealAsteriskSettings.DefaultContext, Exten)].Status, live.AmiCode);
        var shown = (await asterisk.CommandAsync("core show hints")).Single(line => line.StartsWith(Exten + "@", StringComparison.Ordinal)).Split("State:")[1].Split(' ')[0];
        Assert.Equal(Shown(live.AmiCode), shown);

        var refreshed = await app.RefreshAsync();
        Assert.True(refreshed.Succeeded, refreshed.Message);
        Assert.Equal((live.StatusCode, live.Devices), (Row.StatusCode, Row.Devices));
        Assert.Equal(history.Count, (await app.HistoryAsync(Exten)).Count);
        Seen.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{(_isRegistered ? "phone" : "no phone"),-8} | dnd {_dnd,-9} | {phone,-9} | {live.Status.Word(),-14} | {MarkOf(live.StatusCode),-14} | {shown,-13} | {live.Devices}"));
    }

    private string Devices(string phone) => HintDevice.Format(
    [
        .. phones.Select((one, place) => new HintDevice("PJSIP/" + one.Name, place == 0 && phone is not Idle ? phone : _isRegistered ? Idle : "UNAVAILABLE")),
        new HintDevice(Dnd, _dnd),
    ]);

    private string Word(string phone) => phone switch
    {
        "RINGING" => "ringing",
        "INUSE" => "in-use",
        "ONHOLD" => "on-hold",
        _ when !_isRegistered => _dnd is HintDevice.Unknown ? "offline" : "no-phone",
        _ => _dnd is "BUSY" ? "do-not-disturb" : "online",
    };

    private string Mark(string phone) =>
        !_isRegistered && phone is Idle ? _dnd is HintDevice.Unknown ? "" : "no-phone"
        : _dnd is "BUSY" ? "do-not-disturb"
        : "";

    private static string MarkOf(int code) =>
        ExtensionCodes.HasNoPhone(code) ? "no-phone" : ExtensionCodes.IsDoNotDisturb(code, out _) ? "do-not-disturb" : "";

    /// <summary>Asterisk's word for a number, as the command line writes it.</summary>
    private static string Shown(int code) => code switch
    {
        0 => "Idle",
        1 => "InUse",
        2 => "Busy",
        4 => "Unavailable",
        8 => "Ringing",
        9 => "InUse&Ringing",
        16 => "Hold",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Not a number that these steps make."),
    };
}
