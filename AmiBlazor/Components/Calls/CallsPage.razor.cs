using System.Globalization;
using AmiBlazor.Calls;
using AmiBlazor.Components.Control;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Calls;

/// <summary>All calls of the floor, longest first: live, filtered and grouped as the page's address says.</summary>
public sealed partial class CallsPage
{
    private const string ByServer = "pbx";
    private const string ByDepartment = "department";
    private const string ByQueue = "queue";

    private IDisposable? _subscription;
    private IReadOnlyList<CallRow> _rows = [];
    private int _total;
    private DateTimeOffset _now;
    private string _openedAt = "";
    private string? _typedAtFirst;
    private ControlAccess? _access;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "pbx")]
    private string? Server { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "group")]
    private string? Group { get; set; }

    [Inject]
    private CircuitCalls Calls { get; init; } = null!;

    [Inject]
    private CircuitControl Control { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private CircuitFreeze Freeze { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    private IReadOnlyList<string> Servers => [.. Calls.Health.Select(health => health.Server)];

    private IEnumerable<string> Kinds => CallKinds.All.Select(kind => CallKinds.Label(T, kind));

    private CallKind? Kind => CallKinds.All.Cast<CallKind?>().FirstOrDefault(kind => string.Equals(kind!.Value.Word(), State, StringComparison.Ordinal));

    private string? ChosenKind => Kind is { } kind ? CallKinds.Label(T, kind) : null;

    private (string Word, string Label)[] GroupWords => [(ByServer, T["PBX"]), (ByDepartment, T["Department"]), (ByQueue, T["Queue"])];

    private IEnumerable<string> Groups => GroupWords.Select(one => one.Label);

    private string? ChosenGroup => Array.Find(GroupWords, one => string.Equals(one.Word, Group, StringComparison.Ordinal)).Label;

    private string Shown => _rows.Count != _total ? T.Format($"{_rows.Count:N0} of {_total:N0} calls") : _total == 1 ? T["1 call"] : T.Format($"{_total:N0} calls");

    protected override void Unsubscribe() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _openedAt = Time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        _typedAtFirst = Text;
        if (RendererInfo.IsInteractive)
        {
            _subscription = Calls.Subscribe(() => _ = InvokeSafelyAsync(() =>
            {
                Read();
                StateHasChanged();
            }));
        }

        _access = await Control.GetAccessAsync();
    }

    protected override void OnParametersSet() => Read();

    private void Read()
    {
        _now = Freeze.Now;
        var all = Calls.All();
        _total = all.Count;
        var words = Text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
        var rows = new List<CallRow>();
        foreach (var call in all)
        {
            var kind = CallKinds.Of(call);
            if (Kind is { } wanted && wanted != kind) continue;
            if (!string.IsNullOrEmpty(Server) && !string.Equals(call.Server, Server, StringComparison.Ordinal)) continue;
            if (CallSearch.Matches(call, words, [CallKinds.Label(T, kind)])) rows.Add(new CallRow(call, kind, GroupOf(call)));
        }

        _rows =
        [
            .. rows.GroupBy(row => row.Group, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.OrdinalIgnoreCase)
                .SelectMany(group => group.OrderBy(row => row.Since).Select((row, number) => number == 0 && group.Key is not null ? row with { Heads = group.Count() } : row)),
        ];
    }

    private string? GroupOf(Call call) => Group switch
    {
        ByServer => call.Server,
        ByDepartment => call.Parties.SelectMany(party => party.Extensions).Select(Calls.DepartmentOf).FirstOrDefault(department => department is not null) ?? T["No department"],
        ByQueue => call.Queue ?? T["No queue"],
        _ => null,
    };

    private string Missing(CallsHealth health) => health switch
    {
        { State: CallsState.Waiting } => T.Format($"The calls of PBX “{DisplayText.Show(health.Server)}” are not known yet: its connection is not up."),
        { Reason: { } reason } => T.Format(reason),
        _ => T.Format($"The calls of PBX “{DisplayText.Show(health.Server)}” are not known."),
    };

    private void Search(ChangeEventArgs change) => GoTo(text: change.Value as string ?? "");

    private void ChooseKind(string? label) => GoTo(state: label is null ? "" : CallKinds.All.First(kind => string.Equals(CallKinds.Label(T, kind), label, StringComparison.Ordinal)).Word());

    private void ChooseGroup(string? label) => GoTo(group: label is null ? "" : Array.Find(GroupWords, one => string.Equals(one.Label, label, StringComparison.Ordinal)).Word);

    /// <summary>Shows other calls at once; what is null stays as it is. What is chosen before the browser has answered goes on from there.</summary>
    private void GoTo(string? text = null, string? server = null, string? state = null, string? group = null)
    {
        Text = NullIfEmpty(text ?? Text);
        Server = NullIfEmpty(server ?? Server);
        State = NullIfEmpty(state ?? State);
        Group = NullIfEmpty(group ?? Group);
        Read();
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["q"] = Text,
                ["pbx"] = Server,
                ["state"] = State,
                ["group"] = Group,
            }),
            replace: true);
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
