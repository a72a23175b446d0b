using System.Net;
using System.Text;
using AmiBlazor.Ami;
using AmiBlazor.Calls;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Calls;

/// <summary>
/// A real Asterisk with phones, and the application, which follows it twice: with the account that README recommends, and with one without an event filter.
/// What both show, and REST, and others that log in in the middle of a call, must be what the phones do.
/// </summary>
internal sealed class CallStage : IAsyncDisposable
{
    /// <summary>The PBX as it is followed with README's event filter.</summary>
    public const string Filtered = "real";

    /// <summary>The same without a filter.</summary>
    public const string Unfiltered = "unfiltered";

    /// <summary>Gives whoever calls it the account code of <see cref="SetCodeAsync"/>.</summary>
    public const string Coded = "790";

    private readonly RealAsterisk _asterisk;
    private readonly AmiBlazorApp _app;
    private readonly HttpClient _script;
    private readonly CallView _unfiltered;
    private readonly List<LateFollower> _late = [];
    private Task<LateFollower>? _joining;

    private CallStage(RealAsterisk asterisk, AmiBlazorApp app)
    {
        (_asterisk, _app, _script) = (asterisk, app, app.Client(AmiBlazorApp.ViewerKey));
        var board = app.Services.GetRequiredService<CallBoard>();
        View = new CallView("The page", board, Filtered, isWhole: true);
        _unfiltered = new CallView("The page, followed without a filter,", board, Unfiltered, isWhole: false);
        (Anna, Ben, Clara, Dora, DorasSecond, Emil) = (Phone("1001"), Phone("1002"), Phone("1003"), Phone("1004"), Phone("1014"), Phone("1005"));
        Trunk = new SipPhone(asterisk.SipPort, RealAsteriskExchange.Trunk, IPAddress.Parse(RealAsteriskExchange.TrunkAddress), isHeard: true);
    }

    /// <summary>1001.</summary>
    public SipPhone Anna { get; }

    /// <summary>1002, an agent.</summary>
    public SipPhone Ben { get; }

    /// <summary>1003, an agent.</summary>
    public SipPhone Clara { get; }

    /// <summary>1004.</summary>
    public SipPhone Dora { get; }

    /// <summary>Another phone of 1004; its device is called otherwise.</summary>
    public SipPhone DorasSecond { get; }

    /// <summary>1005.</summary>
    public SipPhone Emil { get; }

    /// <summary>The line to the outside.</summary>
    public SipPhone Trunk { get; }

    /// <summary>What the page shows.</summary>
    public CallView View { get; }

    /// <summary>How many have logged in in the middle of calls.</summary>
    public int Late { get; private set; }

    public CallsHealth Health => _app.Services.GetRequiredService<CallBoard>().HealthOf(Filtered)!;

    /// <summary>Starts Asterisk, phones and application, and returns when calls are followed.</summary>
    public static async Task<CallStage> StartAsync(int version)
    {
        const string Inside = RealAsteriskSettings.DefaultContext;
        var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Accounts =
            [
                new("amiblazor", "call,system,agent") { Lines = [AmiEventFilter.Line] },
                new("unfiltered", "call,system,agent"),
            ],
            Hints =
            [
                .. ((string[])["1001", "1002", "1003", "1005", "1007"]).Select(number => (Inside, number, "PJSIP/" + number)),
                (Inside, "1004", "PJSIP/1004&PJSIP/1014"),
                (Inside, "1006", "Custom:1006"),
            ],
            Modules = ["func_base64"],
            Telephony = new(["1001", "1002", "1003", "1004", "1005", "1007", "1014"])
            {
                IsExchange = true,
                Extensions = [$"exten => {Coded},1,Set(CHANNEL(accountcode)=${{BASE64_DECODE(${{CODE}})}})\n same => n,Answer()\n same => n,Echo()"],
                CallerIds = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["1001"] = "\"Anna Adler\" <1001>",
                    ["1002"] = "\"Ben Berg\" <1002>",
                    ["1014"] = "\"Dora Dorn\" <1004>",
                },
            },
        });
        try
        {
            var unfiltered = asterisk.Server("unfiltered");
            (unfiltered.Name, unfiltered.Names) = (Unfiltered, AmiNames.Off);
            var app = await AmiBlazorApp.StartAsync(
                [.. BrowserTests.Servers(Server(asterisk), unfiltered), ("Ami:Servers:0:Live", "true"), ("Ami:Servers:1:Live", "true")]);
            var stage = new CallStage(asterisk, app);
            await stage.BeginAsync();
            return stage;
        }
        catch
        {
            await asterisk.DisposeAsync();
            throw;
        }
    }

    /// <summary>Another phone, which is not registered yet.</summary>
    public SipPhone Phone(string name) => new(_asterisk.SipPort, name, isHeard: true);

    /// <summary>One calls another, who answers.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="called">Who answers.</param>
    /// <param name="number">What is dialled, if it is not the other's name.</param>
    public static async Task<(SipCall Caller, SipCall Called)> TalkAsync(SipPhone caller, SipPhone called, string? number = null)
    {
        var call = caller.Call(number ?? called.Name);
        var rings = await called.RingsAsync();
        await rings.AnswerAsync();
        await call.AnsweredAsync();
        return (call, rings);
    }

    /// <summary>A connection on which a test sees what Asterisk tells.</summary>
    public Task<RawAmi> WatchAsync() => _asterisk.WatchAsync();

    /// <summary>Sets an account code, of any length and with any bytes, as a database of the dialplan might hold it.</summary>
    public async Task SetCodeAsync(string code)
    {
        await _asterisk.SendValueAsync("CODE", Convert.ToBase64String(Encoding.UTF8.GetBytes(code)));

        // It is set once the next question is answered.
        await _asterisk.CommandAsync("core show version");
    }

    /// <summary>
    /// Returns when everybody shows these calls and no others: the page by either account, REST, those that have logged in at earlier steps or since the last
    /// one, and one that logs in now.
    /// </summary>
    public async Task SeeAsync(params string[] calls)
    {
        try
        {
            await SeeByAllAsync(CallText.Join(calls));
        }
        catch (TimeoutException late)
        {
            var channels = await _asterisk.CommandAsync("core show channels concise");
            throw new TimeoutException($"{late.Message}{Environment.NewLine}The channels of Asterisk:{string.Concat(channels.Select(one => $"{Environment.NewLine}    {one}"))}", late);
        }
    }

    /// <summary>
    /// Returns when nobody shows a call any more. Then somebody calls once more: whoever shows that call has heard of everything before it, and shows nothing
    /// else.
    /// </summary>
    public async Task EndAsync()
    {
        await SeeAsync();
        var call = Emil.Call("630");
        await call.AnsweredAsync();
        await SeeAsync("1005(630) application");
        await call.HangUpAsync();
        await SeeAsync();
        await TakeJoiningAsync();
        Assert.All(_late, late => Assert.Equal(0, late.Board.HealthOf(Filtered)!.Contradictions));
        await DismissAsync();
        Assert.All(_app.Services.GetRequiredService<CallBoard>().Health, health => Assert.Equal((0, 0), (health.Contradictions, health.Contradicted.Count)));
        View.Forget();
        _unfiltered.Forget();
    }

    public async ValueTask DisposeAsync()
    {
        await DismissAsync();
        foreach (var phone in Phones()) await phone.DisposeAsync();
        View.Dispose();
        _unfiltered.Dispose();
        await _app.DisposeAsync();
        await _asterisk.DisposeAsync();
    }

    private async Task SeeByAllAsync(string expected)
    {
        await View.UntilAsync(expected);
        await _unfiltered.UntilAsync(expected);
        Assert.Equal(expected, CallText.Of(await _script.GetAsync(new Uri(_app.Address, "/api/calls?server=" + Filtered)).JsonAsync()));
        await TakeJoiningAsync();
        _late.Add(await JoinAsync());
        foreach (var late in _late) await late.View.UntilAsync(expected);

        // It logs in while the next thing happens.
        _joining = JoinAsync();
    }

    private static AmiServerOptions Server(RealAsterisk asterisk)
    {
        var server = asterisk.Server();
        server.Names = AmiNames.Off;
        return server;
    }

    private async Task BeginAsync()
    {
        foreach (var phone in Phones()) await phone.RegisterAsync();
        var board = _app.Services.GetRequiredService<CallBoard>();
        var isLive = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (board.Health.All(health => health.State == CallsState.Live)) isLive.TrySetResult();
        }

        using var subscription = board.Subscribe(Look);
        Look();
        await isLive.Task.InTime();
    }

    private SipPhone[] Phones() => [Anna, Ben, Clara, Dora, DorasSecond, Emil, Trunk];

    private Task<LateFollower> JoinAsync() => LateFollower.JoinAsync($"Number {++Late} that logged in late", _app, Server(_asterisk));

    private async Task TakeJoiningAsync()
    {
        if (_joining is not { } joining) return;
        _joining = null;
        _late.Add(await joining);
    }

    private async Task DismissAsync()
    {
        await TakeJoiningAsync();
        while (_late.Count > 0)
        {
            var late = _late[^1];
            _late.RemoveAt(_late.Count - 1);
            await late.DisposeAsync();
        }
    }
}
