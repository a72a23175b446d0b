using AmiBlazor.Audit;
using AmiBlazor.Components.Shared;
using AmiBlazor.Plans;
using AmiBlazor.Store;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using MudBlazor;

namespace AmiBlazor.Components.Plans;

/// <summary>The list of all floor plans, where they are made, renamed and deleted.</summary>
public sealed partial class PlansPage
{
    private IDisposable? _subscription;
    private MudButton? _delete;
    private PlanPicture? _picture;
    private string _pictureName = "";
    private string? _newName;
    private string? _name;
    private string? _told;
    private int _shape;
    private int _fileNumber;
    private int? _expanded;
    private bool _isAsking;
    private bool _isBusy;
    private bool _focusesDelete;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    protected override void Unsubscribe() => _subscription?.Dispose();

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive) _subscription = Store.Subscribe(() => _ = InvokeSafelyAsync(StateHasChanged));
        await Store.LoadAsync(Gone);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focusesDelete || _delete is null) return;
        _focusesDelete = false;
        await _delete.FocusAsync();
    }

    // The file is read as soon as it is chosen: what is wrong with it is said before a name is typed, and the name stays.
    private Task<bool> TakeAsync(InputFileChangeEventArgs chosen) => DoAsync(
        async _ =>
        {
            (_picture, var wrong) = await ReadAsync(chosen.File);
            _pictureName = chosen.File.Name;
            return wrong;
        },
        told: null);

    private async Task AddAsync()
    {
        int? id = null;
        var isDone = await DoAsync(
            async actor =>
            {
                (id, var wrong) = await Store.AddAsync(actor, ExtensionNaming.Clean(_newName), PlanShape.Rooms[Math.Clamp(_shape, 0, PlanShape.Rooms.Count - 1)], _picture);
                return wrong;
            },
            told: null);
        if (isDone) Navigation.NavigateTo(FormattableString.Invariant($"./plans/{id}"));
    }

    private Task<bool> RenameAsync(FloorPlan plan) => DoAsync(actor => Store.RenameAsync(actor, plan.Id, ExtensionNaming.Clean(_name)), T["Renamed."]);

    private Task<bool> ReplaceAsync(FloorPlan plan, InputFileChangeEventArgs chosen) => DoAsync(
        async actor =>
        {
            // A new element: the browser says nothing when the same file is chosen again.
            _fileNumber++;
            var (picture, wrong) = await ReadAsync(chosen.File);
            return wrong ?? await Store.SetPictureAsync(actor, plan.Id, picture!);
        },
        T["The plan has another picture. Its places stay where they are."]);

    private async Task DeleteAsync(FloorPlan plan)
    {
        if (await DoAsync(actor => Store.DeleteAsync(actor, plan.Id), T.Format($"“{DisplayText.Show(plan.Name)}” is deleted."))) _expanded = null;
        _isAsking = false;
    }

    private void Expand(FloorPlan plan)
    {
        (_isAsking, Problem, _told) = (false, null, null);
        _expanded = _expanded == plan.Id ? null : plan.Id;
        _name = plan.Name;
    }

    private void AskToDelete() => (_isAsking, _focusesDelete) = (true, true);

    private void DoNotDelete() => _isAsking = false;

    private async Task<bool> DoAsync(Func<Actor, Task<FormattableString?>> work, string? told)
    {
        if (_isBusy) return false;
        (_isBusy, _told) = (true, null);
        var isDone = await WorkAsync(work);
        _isBusy = false;
        if (isDone) _told = told;
        return isDone;
    }
}
