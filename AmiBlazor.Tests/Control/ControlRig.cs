using AmiBlazor.Ami;
using AmiBlazor.Audit;
using AmiBlazor.Board;
using AmiBlazor.Calls;
using AmiBlazor.Control;
using AmiBlazor.Queues;
using AmiBlazor.Tests.Ami;
using AmiBlazor.Tests.Calls;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Control;

/// <summary>
/// Call control in front of a <see cref="ControlPbx"/>: Anna (1001) and Ben (1002) of Sales talk to each other, Clara (1003) of Sales is the supervisor, Dora
/// (1004) is of Development, and 1009 has no phone.
/// </summary>
internal sealed class ControlRig : IAsyncDisposable
{
    public const string Server = "main";

    public static readonly ExtensionScope Sales = new(null, ["Sales"]);
    public static readonly ExtensionKey Clara = Key("1003");

    private static readonly Actor Sam = new("sam", Actor.Account, "192.0.2.1");

    private readonly AmiClient _client;
    private readonly TestDatabase _database;
    private readonly ControlMetrics _metrics;
    private readonly QueueBoard _queues;
    private readonly CallBoard _calls;
    private readonly LiveBoard _extensions;

    public ControlRig(TestDatabase database, Action<AmiControlOptions>? configure = null, TimeProvider? time = null)
    {
        _database = database;
        time ??= TimeProvider.System;
        _client = new AmiClient(time);
        Options = Pbx.Server.Options();
        (Options.Live, Options.Calls) = (true, true);
        Options.Control = new AmiControlOptions
        {
            Username = FakeAmiServer.Username,
            Secret = FakeAmiServer.Secret,
            Context = "from-internal",
            DialPatterns = ["_0[1-9]XXX"],
        };
        configure?.Invoke(Options.Control);
        var options = Microsoft.Extensions.Options.Options.Create(new AmiOptions { Servers = [Options] });
        _extensions = new LiveBoard(TimeProvider.System, NullLogger<LiveBoard>.Instance);
        _calls = new CallBoard(options, NullLogger<CallBoard>.Instance);
        _queues = new QueueBoard(options, NullLogger<QueueBoard>.Instance);
        _metrics = new ControlMetrics(database.Service<System.Diagnostics.Metrics.IMeterFactory>());
        SetExtensions(
            Row(1, "1001", "Sales", "Anna Adler"), Row(2, "1002", "Sales", "Ben"), Row(3, "1003", "Sales", "Clara"), Row(4, "1004", "Development", "Dora"),
            Row(9, "1009", "Sales", null, "Custom:1009"));
        _calls.Update(Server, health => health with { State = CallsState.Live });
        Show(Scene().Talk());
        SetQueues(Queue("support", Agent("1001"), Agent("1004"), Agent("1002", isDynamic: true)), Queue("hidden", Agent("1004")));
        Control = new CallControl(
            options, _client.Connector, new ControlBoards(_extensions, _calls, _queues), _calls, database.Service<AuditLog>(), _metrics, time,
            database.Service<IHostApplicationLifetime>());
    }

    public ControlPbx Pbx { get; } = new();

    public AmiServerOptions Options { get; }

    public CallControl Control { get; }

    public CallBoard Calls => _calls;

    public static ExtensionKey Key(string exten) => new(Server, "from-internal", exten);

    public static BoardRow Row(int id, string exten, string department, string? name, string? hint = null) =>
        new(id, Key(exten), hint ?? "PJSIP/" + exten, name, department, 0, true, default, null, default);

    public static QueueSnapshot Queue(string name, params QueueAgent[] agents) => new(Server, name) { Agents = agents, Today = new QueueFigures(default) };

    public static QueueAgent Agent(string exten, bool isDynamic = false, string? member = null) => new()
    {
        Interface = member ?? "PJSIP/" + exten,
        StateDevice = "PJSIP/" + exten,
        Name = "Agent " + exten,
        Extensions = [Key(exten)],
        IsDynamic = isDynamic,
    };

    /// <summary>Channels to move, of phones that are known.</summary>
    public static CallScene Scene() =>
        new CallScene().Extension("1001", "PJSIP/1001").Extension("1002", "PJSIP/1002").Extension("1003", "PJSIP/1003").Extension("1004", "PJSIP/1004");

    /// <summary>Puts calls on the board, and channels on the PBX.</summary>
    public void Show(CallScene scene)
    {
        var snapshot = scene.Read();
        Pbx.Channels.Clear();
        foreach (var party in snapshot.Calls.SelectMany(call => call.Parties)) Pbx.Channels[party.ChannelName] = party.ChannelId;
        _calls.Publish(snapshot);
    }

    public void SetExtensions(params BoardRow[] rows) => _extensions.Publish(Server, rows, facts: null);

    public void SetQueues(params QueueSnapshot[] queues) => _queues.Publish(new PbxQueues(Server, queues));

    public Task<ControlResult> DoAsync(ControlRequest request, ExtensionScope? scope = null) =>
        Control.DoAsync(request, Sam, scope ?? ExtensionScope.All, TestContext.Current.CancellationToken).InTime();

    /// <summary>The last entry of the audit log.</summary>
    public async Task<string> AuditedAsync()
    {
        var last = (await _database.AuditAsync())[^1];
        return $"{last.Who} {last.Action} {last.About}: {last.Outcome}. {last.Detail}";
    }

    public async ValueTask DisposeAsync()
    {
        await Pbx.DisposeAsync();
        _client.Dispose();
        _metrics.Dispose();
    }
}
