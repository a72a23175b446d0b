using System.Globalization;
using AmiBlazor.Board;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Walls;

/// <summary>Chooses what a wall shows, says how many rows fit, and gives its address.</summary>
public sealed partial class WallSetupPage
{
    private WallView _view = new();
    private IReadOnlyList<string> _departments = [];
    private string _address = "";

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private LiveBoard Board { get; init; } = null!;

    [Inject]
    private CircuitScope Scope { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override void OnInitialized()
    {
        _view = WallView.Parse(Http.Request.QueryString.Value);
        _address = Navigation.ToAbsoluteUri("./wall" + _view).ToString();
        var scope = Scope.Current;
        _departments =
        [
            .. Board.Snapshot.Rows().Where(row => scope.Includes(row.Key.Server, row.Department)).Select(row => row.Department)
                .OfType<string>().Where(name => name.Length > 0).Union(_view.Departments, StringComparer.Ordinal).Order(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static string Number(double number) => number.ToString(CultureInfo.InvariantCulture);
}
