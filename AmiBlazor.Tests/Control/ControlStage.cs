using System.Net;
using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Control;
using AmiBlazor.Queues;
using AmiBlazor.Testing.Asterisk;
using AmiBlazor.Testing.Sip;
using AmiBlazor.Tests.Browser;
using AmiBlazor.Tests.Calls;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Control;

/// <summary>A real Asterisk with phones, and the application, which acts on their calls with an account of its own.</summary>
internal sealed class ControlStage : IAsyncDisposable
{
    public const string Server = "real";

    /// <summary>The same PBX, where those who are listened to hear a tone first.</summary>
    public const string Announced = "announced";

    private const string SpyContext = "amiblazor-spy";

    /// <summary>The account that acts, with the least rights for everything.</summary>
    public const string Account = "hand";

    public static readonly Actor Sam = new("sam", Actor.Account, "192.0.2.1");

    private readonly RealAsterisk _asterisk;
    private readonly AmiBlazorApp _app;

    private ControlStage(RealAsterisk asterisk, AmiBlazorApp app)
    {
        (_asterisk, _app) = (asterisk, app);
        View = new CallView("The page", app.Services.GetRequiredService<CallBoard>(), Server, isWhole: true);
        AnnouncedView = new CallView("The page of the other", app.Services.GetRequiredService<CallBoard>(), Announced, isWhole: true);
        (Anna, Ben, Clara, Emil) = (Phone("1001"), Phone("1002"), Phone("1003"), Phone("1005"));
        Trunk = new SipPhone(asterisk.SipPort, RealAsteriskExchange.Trunk, IPAddress.Parse(RealAsteriskExchange.TrunkAddress), isHeard: true);
    }

    public SipPhone Anna { get; }

    /// <summary>An agent of the queue “support”.</summary>
    public SipPhone Ben { get; }

    /// <summary>The supervisor's own phone; also an agent of the queue.</summary>
    public SipPhone Clara { get; }

    public SipPhone Emil { get; }

    /// <summary>The line to the outside.</summary>
    public SipPhone Trunk { get; }

    public CallView View { get; }

    public CallView AnnouncedView { get; }

    public AmiBlazorApp App => _app;

    public QueueSnapshot Support => _app.Services.GetRequiredService<QueueBoard>().For(Server).Find("support")!;

    /// <summary>Starts Asterisk, phones and application, and returns when calls are followed.</summary>
    public static async Task<ControlStage> StartAsync(int version)
    {
        const string Inside = RealAsteriskSettings.DefaultContext;
        var hand = new RealAsteriskAccount(Account, "call", "call,agent,originate");
        var asterisk = await Requirements.StartAsteriskAsync(version, new()
        {
            Accounts = [new("amiblazor", "call,system,agent") { Lines = [AmiEventFilter.Line] }, hand],
            Hints = [.. ((string[])["1001", "1002", "1003", "1005", "1007"]).Select(number => (Inside, number, "PJSIP/" + number))],
            Modules = ["func_dialplan", "app_originate", "app_playback", "app_senddtmf"],
            Telephony = new(["1001", "1002", "1003", "1005", "1007"])
            {
                IsExchange = true,
                Extensions =
                [
                    // Whoever talks here can have the call recorded.
                    "exten => 661,1,Dial(PJSIP/1002,30,xX)",
                    Spying(),
                    $"[{Inside}](+)",
                ],
            },
        });
        try
        {
            var (server, announced) = (asterisk.Server(), asterisk.Server());
            server.Names = announced.Names = AmiNames.Off;
            announced.Name = Announced;
            var app = await AmiBlazorApp.StartAsync(
            [
                .. BrowserTests.Servers(server, announced), ("Ami:Servers:0:Live", "true"), ("Ami:Servers:1:Live", "true"),
                ("Ami:Servers:0:Control:Username", Account), ("Ami:Servers:0:Control:Secret", hand.Secret),
                ("Ami:Servers:0:Control:Context", Inside), ("Ami:Servers:0:Control:DialPatterns:0", "661"), ("Ami:Servers:0:Control:DialPatterns:1", "_099X"),
                ("Ami:Servers:0:Control:DialPatterns:2", "_8XXX"), ("Ami:Servers:0:Control:Timeout", "5"),
                ("Ami:Servers:1:Control:Username", Account), ("Ami:Servers:1:Control:Secret", hand.Secret),
                ("Ami:Servers:1:Control:Allow:0", "Listen"), ("Ami:Servers:1:Control:SpyContext", SpyContext),
            ]);
            var stage = new ControlStage(asterisk, app);
            await stage.BeginAsync();
            return stage;
        }
        catch
        {
            await asterisk.DisposeAsync();
            throw;
        }
    }

    public SipPhone Phone(string name) => new(_asterisk.SipPort, name, isHeard: true);

    public static ExtensionKey Key(SipPhone phone, string server = Server) => new(server, RealAsteriskSettings.DefaultContext, phone.Name);

    /// <summary>Does something, as whoever may see everything.</summary>
    public Task<ControlResult> DoAsync(ControlRequest request, ExtensionScope? scope = null) =>
        _app.Services.GetRequiredService<ICallControl>().DoAsync(request, Sam, scope ?? ExtensionScope.All, TestContext.Current.CancellationToken).InTime();

    /// <summary>The channel of a phone that is in a call.</summary>
    public string Channel(SipPhone phone) => Party(phone).ChannelId;

    /// <summary>A phone that is in a call.</summary>
    public CallParty Party(SipPhone phone) => View.Snapshot.Calls.SelectMany(call => call.Parties).Single(party => party.Device == "PJSIP/" + phone.Name);

    /// <summary>Who is parked where, as the account that acts can ask.</summary>
    public async Task<IEnumerable<(string Channel, string? Lot, string? Space)>> ParkedAsync()
    {
        var server = _app.Services.GetRequiredService<IOptions<AmiOptions>>().Value.Servers[0].ForControl();
        var connector = _app.Services.GetRequiredService<AmiConnector>();
        await using var session = await connector.ControlAsync(server, listener: null, TestContext.Current.CancellationToken);
        return (await session.ListParkedAsync(TestContext.Current.CancellationToken)).Select(parked => (parked.Channel.UniqueId, parked.Lot, parked.Space));
    }

    /// <summary>Returns when the page shows these calls and no others.</summary>
    public Task SeeAsync(params string[] calls) => View.UntilAsync(CallText.Join(calls));

    /// <summary>Returns when the queue “support” is as expected.</summary>
    public async Task QueueAsync(Func<QueueSnapshot, bool> isRight)
    {
        var board = _app.Services.GetRequiredService<QueueBoard>();
        var right = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = board.Subscribe(Look);
        Look();
        await right.Task.InTime();

        void Look()
        {
            if (board.For(Server).Find("support") is { } queue && isRight(queue)) right.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in Phones()) await phone.DisposeAsync();
        View.Dispose();
        AnnouncedView.Dispose();
        await _app.DisposeAsync();
        await _asterisk.DisposeAsync();
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

    /// <summary>The dialplan that the documentation has, with a sound that the tested Asterisks have.</summary>
    private static string Spying() => File.ReadAllText(Path.Combine(SourceFolder.Product, "..", "docs", "spy.conf"))
        .Replace("Playback(beep)", "Playback(en_US_f_Allison/beep)", StringComparison.Ordinal);

    private SipPhone[] Phones() => [Anna, Ben, Clara, Emil, Trunk];
}
