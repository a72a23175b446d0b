using System.Globalization;
using System.Security.Claims;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Board;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AmiBlazor.Components.Walls;

/// <summary>
/// A wallboard: counts by department, who rings and waits longest, who is missing and what is in doubt, in letters for the distance that the address gives.
/// It has no controls. wall.js asks once a second whether all of it still holds; each answer reads everything anew.
/// </summary>
public sealed partial class WallPage
{
    private readonly WallPlaces _places = new();
    private WallView _view = new();
    private WallPaging _paging = new(1, true, 1);
    private WallPicture _picture = new();
    private ClaimsPrincipal? _user;
    private IDisposable? _subscription;
    private DateTimeOffset _now;
    private long _openedAt;
    private int? _trip;
    private RenderTreeTrimmer _trees;

    [Inject]
    private WallReader Reader { get; init; } = null!;

    [Inject]
    private CircuitConnectionState Connection { get; init; } = null!;

    [Inject]
    private ScreenUses Uses { get; init; } = null!;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    private DisplayPreferencesService Settings { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    private string Style => string.Create(CultureInfo.InvariantCulture, $"--letter:{_view.Letters.Letter:0.######}");

    private string? Unheard => _picture.Unheard is { } unheard ? Milliseconds(unheard) : null;

    private string Title => _view switch
    {
        { ShowsAll: true } => T["All"],
        { Departments.Count: > 0 } => string.Join(", ", _view.Departments.Select(name => DisplayText.Show(name))),
        _ => DisplayText.Show(_view.Pbx ?? _view.Context ?? _view.Text),
    };

    private string Nothing => _view.ShowsAll ? T["No extensions yet"] : T["No extension matches the filter of this wall."];

    private string Waits => _picture.Queues switch
    {
        { IsKnown: false } => T["Not known"],
        { Longest: { } longest, Waiting: 1 } => DisplayText.Show(longest.Queue),
        { Longest: { } longest } => T.Format($"{DisplayText.Show(longest.Queue)} (+{_picture.Queues.Waiting - 1})"),
        _ => T["Nobody waits"],
    };

    private string Doubt => _picture switch
    {
        { Doubted.Count: > 0 } => T.Format($"PBX {string.Join(", ", _picture.Doubted.Select(server => DisplayText.Show(server)))}"),
        { DoubtedRows.Count: > 0 } => string.Join(", ", _picture.DoubtedRows.Select(Name)),
        _ => T["Nothing"],
    };

    private string Clock => T.Zone is { } zone
        ? TimeZoneInfo.ConvertTime(_now, zone).ToString("HH:mm", T.Culture)
        : _now.UtcDateTime.ToString("HH:mm 'UTC'", CultureInfo.InvariantCulture);

    protected override void Unsubscribe() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        _openedAt = Time.GetTimestamp();
        _user = (await Authentication).User;
        if (IsGone) return;

        // A screen shows what an administrator gave it, whatever its address says.
        var screen = _user.FindFirstValue(AuthClaims.View);
        _view = WallView.Parse(screen ?? new Uri(Navigation.Uri).Query);
        if (RendererInfo.IsInteractive)
        {
            // What changes while nobody sees it is read when the browser is back, with its next question.
            _subscription = Reader.Subscribe(() => Connection.IsUp ? InvokeSafelyAsync(Update) : Task.CompletedTask);
        }

        Read();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _trees.Forget();
        if (firstRender) await Settings.FindZoneAsync();
    }

    /// <summary>The browser asks: the number goes back together with what is true now.</summary>
    private void Answer(ChangeEventArgs trip)
    {
        if (!int.TryParse(trip.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return;
        _trip = number;
        Read();
        if (AuthClaims.GetScreenId(_user) is { } screen) Uses.Drew(screen);
    }

    private void Update()
    {
        Read();
        StateHasChanged();
    }

    private void Read()
    {
        _now = Time.GetUtcNow();
        _picture = Reader.Read(_view);
        _places.Add(_picture.Departments.Keys);
        _paging = WallPaging.Of(_view.Letters, _places.Names.Count);
    }

    private string Number(int count) => count.ToString("N0", T.Culture);

    private string Age(DateTimeOffset since) => WallTime.Since(T, since, _now);

    private static string Milliseconds(TimeSpan span) => ((long)span.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);

    private static string Name(BoardRow row) => DisplayText.Show(row.ShownName is { Length: > 0 } name ? name : row.Key.Exten);

    private static string Class(WallState state, int count) => count == 0 ? "zero" : WallStates.Class(state);
}
