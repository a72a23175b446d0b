using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components.Accounts;
using AmiBlazor.Components.Administration;
using AmiBlazor.Components.Drawer;
using AmiBlazor.Components.Grid;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Pages;
using AmiBlazor.Components.Pbxs;
using AmiBlazor.Components.Refreshing;
using AmiBlazor.Components.Runs;
using AmiBlazor.Components.Shared;

namespace AmiBlazor.Tests.Auth.AuthorizationMatrix;

/// <summary>
/// Every event that a user can cause on a page. A new handler is one line here; the test prints it if it is missing. One that changes something needs
/// more than Viewer, or is about one's own account, and then it is proved that lower roles are refused: a form by posting it, everything else in
/// <see cref="ComponentAuthorizationTests"/>.
/// </summary>
internal static class UiActions
{
    private const string? Anybody = null;

    private const string SharedView = "One's own. For a shared view the store asks for the Supervisor role, which ViewStoreTests prove.";

    private const string FloorPlan = "The page is for administrators. What is saved is refused to others, which PlanAdministrationTests prove.";

    public static readonly UiAction[] All =
    [
        new("InitialSetupPage", "@onsubmit", "MakeAsync", Anybody, Post: "/first-start first-start",
            Why: "There is no account yet: the token of the log stands in for one, and the handler asks for it."),

        new("SignInPage", "@onsubmit", "SignInAsync", Anybody, Post: "/sign-in sign-in", Why: "Who signs in is not signed in yet."),

        new("SecondFactorSignInPage", "@onsubmit", "SignInAsync", Anybody, Post: "/sign-in/second-factor second-factor",
            Why: "The user is not signed in yet: the cookie of the pending sign-in stands in for a session."),
        new("PasskeyButton", "@onsubmit", "SignInAsync", Anybody, Post: "/sign-in passkey", Why: "Who signs in is not signed in yet."),
        new("SetPasswordPage", "@onsubmit", "SetAsync", Anybody, Post: "/set-password set-password",
            Why: "The token of the link stands in for an account, and the handler asks for it."),

        new("AccountPage", "@onsubmit", "ChangeAsync", Roles.Viewer, Post: "/account change-password"),
        new("AccountPage", "@onsubmit", "LeaveAsync", Roles.Viewer, Post: "/account everywhere"),
        new("AccountPage", "OnEnd", "EndAsync", Roles.Viewer, Post: "/account end-session"),
        new("SessionTable", "@onsubmit", "OnEnd", Roles.Viewer, Post: "/account end-session"),
        new("RemovePasskeyPage", "@onsubmit", "RemoveAsync", Roles.Viewer, Post: "/account/passkeys/00/remove remove-passkey"),
        new("ConfirmPage", "@onsubmit", "ConfirmAsync", Roles.Viewer, Post: "/account/confirm confirm"),
        new("ConfirmPage", "@onsubmit", "ConfirmByPasskeyAsync", Roles.Viewer, Post: "/account/confirm confirm-passkey"),
        new("PasskeysPage", "@onsubmit", "AddAsync", Roles.Viewer, Post: "/account/passkeys add"),
        new("SecondFactorPage", "@onsubmit", "ChangeAsync", Roles.Viewer, Post: "/account/second-factor second-factor-change"),
        new("SecondFactorPage", "@onsubmit", "TurnOnAsync", Roles.Viewer, Post: "/account/second-factor second-factor-on"),

        new("AccountDetailsPage", "@onsubmit", "ActAsync", Roles.Administrator, Post: "/accounts/1 account"),
        new("DeleteAccountPage", "@onsubmit", "RemoveAsync", Roles.Administrator, Post: "/accounts/1/delete delete-account"),
        new("NewAccountPage", "@onsubmit", "MakeAsync", Roles.Administrator, Post: "/accounts/new new-account"),
        new("NewKeyPage", "@onsubmit", "MakeAsync", Roles.Administrator, Post: "/keys/new new-key"),
        new("RevokeKeyPage", "@onsubmit", "RevokeAsync", Roles.Administrator, Post: "/keys/1/revoke revoke-key"),

        new("PairScreenPage", "@onsubmit", "PairAsync", Roles.Administrator, Post: "/screens/new pair-screen"),
        new("ScreenDetailsPage", "@onsubmit", "ChangeAsync", Roles.Administrator, Post: "/screens/1 screen"),
        new("RevokeScreenPage", "@onsubmit", "RevokeAsync", Roles.Administrator, Post: "/screens/1/revoke revoke-screen"),

        new("ConnectPage", "ValueChanged", "ChooseKind", Roles.Viewer),
        new("ConnectPage", "@bind-Value", "_draft.Name", Roles.Viewer),
        new("ConnectPage", "ValueChanged", "ChangeHostAsync", Roles.Administrator, Why: "Looks for the address of the host."),
        new("ConnectPage", "ValueChanged", "ChooseTls", Roles.Viewer),
        new("ConnectPage", "@bind-Value", "_draft.Port", Roles.Viewer),
        new("ConnectPage", "OnClick", "Distrust", Roles.Viewer),
        new("ConnectPage", "@bind-Value", "_draft.Username", Roles.Viewer),
        new("ConnectPage", "@bind-Value", "_draft.Secret", Roles.Viewer),
        new("ConnectPage", "OnClick", "() => _isSecretShown = !_isSecretShown", Roles.Viewer, Why: "What was entered there; a saved secret is never in the page."),
        new("ConnectPage", "OnClick", "MakeSecret", Roles.Viewer),
        new("ConnectPage", "OnClick", "CopyAsync", Roles.Viewer),
        new("ConnectPage", "@bind-Value", "_draft.ReadsNames", Roles.Viewer),
        new("ConnectPage", "OnClick", "TestAsync", Roles.Administrator),
        new("ConnectPage", "OnClick", "Stop", Roles.Viewer, Why: "Stops one's own test."),
        new("ConnectPage", "OnTrust", "TrustAsync", Roles.Administrator),
        new("ConnectPage", "OnFreePbx", "() => ChooseKind(true)", Roles.Viewer),
        new("ConnectPage", "OnClick", "SaveAsync", Roles.Administrator),
        new("ProbeResult", "OnClick", "() => OnTrust.InvokeAsync(sha256)", Roles.Viewer),
        new("ProbeResult", "OnClick", "OnFreePbx", Roles.Viewer),
        new("RemovePbxPage", "@onsubmit", "RemoveAsync", Roles.Administrator, Post: "/pbxs/main/remove remove-pbx"),

        new("WallPage", "@onchange", "Answer", Roles.Viewer, Why: "A paired wall screen may as well: it reads anew what the page shows."),

        new("ControlMenu", "@onkeydown", "KeyDownAsync", Roles.Viewer),
        new("ControlMenu", "OnClick", "() => ActAsync(choice)", Roles.Supervisor, Why: "With the right calls.control as well."),
        new("ControlButton", "OnClick", "ActAsync", Roles.Supervisor, Why: "With the right calls.control as well."),
        new("ControlDialog", "OnChosen", "Choose", Roles.Viewer),
        new("ControlDialog", "ValueChanged", "Enter", Roles.Viewer),
        new("ControlDialog", "OnKeyDown", "KeyDownAsync", Roles.Viewer),
        new("ControlDialog", "OnClick", "() => Dialog.Cancel()", Roles.Viewer),
        new("ControlDialog", "OnClick", "SendAsync", Roles.Supervisor, Why: "With the right calls.control as well."),

        new("ChangeList", "OnClick", "OnOlder", Roles.Viewer),

        new("StatusTimelineView", "@oninput", "Move", Roles.Viewer),
        new("StatusTimelineView", "@onfocus", "() => Point(true)", Roles.Viewer),
        new("StatusTimelineView", "@onblur", "() => Point(false)", Roles.Viewer),

        new("ExtensionDrawer", "OnClose", "OnClose", Roles.Viewer),
        new("ExtensionDay", "OnClick", "ReadAsync", Roles.Viewer),
        new("AgentDrawer", "OnClose", "OnClose", Roles.Viewer),
        new("AgentDrawer", "OnClick", "ReadAsync", Roles.Viewer),
        new("QueuesPage", "OnClose", "CloseAgent", Roles.Viewer),
        new("ExtensionDrawer", "OnEnd", "EndEdit", Roles.Viewer),
        new("ExtensionDrawer", "OnClick", "Edit", Roles.Viewer),
        new("ExtensionDrawer", "OnClick", "ReloadAsync", Roles.Viewer),
        new("ExtensionDrawer", "OnOlder", "ShowOlderAsync", Roles.Viewer),

        new("DepartmentDialog", "@bind-Value", "_department", Roles.Viewer),
        new("DepartmentDialog", "OnKeyDown", "KeyDownAsync", Roles.Viewer),
        new("DepartmentDialog", "OnClick", "() => Dialog.Cancel()", Roles.Viewer),
        new("DepartmentDialog", "OnClick", "SaveAsync", Roles.Supervisor),

        new("ArchiveButton", "OnClick", "SaveAsync", Roles.Supervisor),

        new("NameForm", "@onsubmit", "SaveAsync", Roles.Supervisor),
        new("NameForm", "@onkeydown", "KeyDown", Roles.Viewer),
        new("NameForm", "@bind-Value", "_name", Roles.Viewer),
        new("NameForm", "@bind-Value", "_department", Roles.Viewer),
        new("NameForm", "@bind-Value", "_email", Roles.Viewer),
        new("NameForm", "@bind-Value", "_note", Roles.Viewer),
        new("NameForm", "OnClick", "() => OnEnd.InvokeAsync(false)", Roles.Viewer),

        new("ImportPage", "OnChange", "ReadAsync", Roles.Supervisor),
        new("ImportPage", "OnClick", "() => Show(null)", Roles.Viewer),
        new("ImportPage", "OnClick", "() => Show(result)", Roles.Viewer),
        new("ImportPage", "OnClick", "Discard", Roles.Viewer),
        new("ImportPage", "OnClick", "ApplyAsync", Roles.Supervisor),
        new("ImportPage", "SelectedChanged", "Turn", Roles.Viewer),

        new("SelectionBar", "OnClick", "SelectAllAsync", Roles.Viewer),
        new("SelectionBar", "OnClick", "ClearAsync", Roles.Viewer),
        new("SelectionBar", "OnClick", "CopyAsync", Roles.Viewer),
        new("SelectionBar", "OnClick", "DownloadAsync", Roles.Supervisor),
        new("SelectionBar", "OnClick", "SetDepartmentAsync", Roles.Viewer),
        new("SelectionBar", "OnClick", "EndAsync", Roles.Viewer),

        new("ExtensionTable", "@onchange", "PickAsync", Roles.Viewer, Why: "Marks favourites of one's own account; begins to edit, and saves nothing."),
        new("ExtensionTable", "@onclick", "() => OnSort.InvokeAsync(View.Sort.Clicked(column))", Roles.Viewer),

        new("RowField", "@oninput", "Type", Roles.Viewer),
        new("RowField", "@onkeydown", "KeyDownAsync", Roles.Supervisor, Why: "Enter saves."),

        new("FavouriteButton", "OnClick", "ToggleAsync", Roles.Viewer, Why: "Of one's own account."),

        new("ViewsMenu", "@onclick", "ToggleAsync", Roles.Viewer),
        new("ViewsMenu", "OnClick", "Close", Roles.Viewer),
        new("ViewsMenu", "@onkeydown", "KeyDown", Roles.Viewer),
        new("ViewsMenu", "OnClick", "OpenPlainAsync", Roles.Viewer),
        new("ViewsMenu", "OnClick", "() => OpenAsync(view)", Roles.Viewer),
        new("ViewsMenu", "OnClick", "() => Expand(view)", Roles.Viewer),
        new("ViewsMenu", "@bind-Value", "_newName", Roles.Viewer),
        new("ViewsMenu", "@bind-Value", "_name", Roles.Viewer),
        new("ViewsMenu", "@onsubmit", "SaveAsync", Roles.Viewer, Why: "A view of one's own."),
        new("ViewsMenu", "@onsubmit", "() => RenameAsync(view)", Roles.Viewer, Why: SharedView),
        new("ViewsMenu", "OnClick", "() => UpdateAsync(view)", Roles.Viewer, Why: SharedView),
        new("ViewsMenu", "OnClick", "() => SetDefaultAsync(view)", Roles.Viewer, Why: "For one's own account."),
        new("ViewsMenu", "OnClick", "() => CopyLinkAsync(view)", Roles.Viewer),
        new("ViewsMenu", "OnClick", "() => ShareAsync(view)", Roles.Supervisor),
        new("ViewsMenu", "OnClick", "AskToDelete", Roles.Viewer),
        new("ViewsMenu", "OnClick", "DoNotDelete", Roles.Viewer),
        new("ViewsMenu", "OnClick", "() => DeleteAsync(view)", Roles.Viewer, Why: SharedView),
        new("ViewsMenu", "ValueChanged", "@(isOn => SetRoleDefaultAsync(view, role, isOn))", Roles.Administrator),

        new("ExtensionCards", "@onchange", "SetColumns", Roles.Viewer),
        new("LookToggle", "@onclick", "() => OnChosen.InvokeAsync(look)", Roles.Viewer),
        new("FreezeButton", "@onclick", "Freeze.Switch", Roles.Viewer),
        new("FrozenBand", "OnClick", "() => Freeze.End(hasLostKeyboard: true)", Roles.Viewer),

        new("ColumnChooser", "@onclick", "Toggle", Roles.Viewer),
        new("ColumnChooser", "OnClick", "Close", Roles.Viewer),
        new("ColumnChooser", "@onkeydown", "KeyDown", Roles.Viewer),
        new("ColumnChooser", "ValueChanged", "@(shown => ShowAsync(column, shown))", Roles.Viewer),
        new("ColumnChooser", "OnClick", "() => MoveAsync(column, -1)", Roles.Viewer),
        new("ColumnChooser", "OnClick", "() => MoveAsync(column, 1)", Roles.Viewer),
        new("ColumnChooser", "OnClick", "ResetAsync", Roles.Viewer),
        new("ColumnChooser", "ValueChanged", "OnGrouped", Roles.Viewer),

        new("FilterSelect", "@onchange", "Choose", Roles.Viewer),

        new("StatusTiles", "@onclick", "() => OnChosen.InvokeAsync(null)", Roles.Viewer),
        new("StatusTiles", "@onclick", "() => OnChosen.InvokeAsync(Chosen == status ? null : status)", Roles.Viewer),

        new("SnackbarHost", "OnClick", "() => Snackbars.Remove(message)", Roles.Viewer),
        new("ViewMenu", "@onkeydown", "KeyDownAsync", Roles.Viewer),
        new("ViewMenu", "OnClick", "choose", Roles.Viewer),
        new("ViewMenu", "OnClick", "ListShortcutsAsync", Roles.Viewer),
        new("ViewMenu", "@onchange", "ListShortcutsAsync", Roles.Viewer),
        new("ShortcutsDialog", "OnClick", "() => Dialog.Close()", Roles.Viewer),

        new("DemoNote", "OnClick", "() => _isDismissed = true", Roles.Viewer),

        new("CallsPage", "OnInput", "Search", Roles.Viewer),
        new("CallsPage", "OnChosen", "server => GoTo(server: server ?? string.Empty)", Roles.Viewer),
        new("CallsPage", "OnChosen", "ChooseKind", Roles.Viewer),
        new("CallsPage", "OnChosen", "ChooseGroup", Roles.Viewer),
        new("SearchBox", "@oninput", "OnInput", Roles.Viewer),
        new("ExtensionsStatus", "OnChosen", "status => Show(_view.Filter with { Status = status })", Roles.Viewer),
        new("PlanPage", "@onchange", "Move", Roles.Viewer, Why: FloorPlan),
        new("PlanPage", "@onclick", "() => Choose(row.Id)", Roles.Viewer),
        new("PlanPage", "ValueChanged", "SetX", Roles.Viewer, Why: FloorPlan),
        new("PlanPage", "ValueChanged", "SetY", Roles.Viewer, Why: FloorPlan),
        new("PlanPage", "OnClick", "Remove", Roles.Viewer, Why: FloorPlan),
        new("PlanPage", "OnClick", "ChooseNone", Roles.Viewer),
        new("PlanPage", "OnInput", "Search", Roles.Viewer),
        new("PlanPage", "OnChosen", "ChooseDepartment", Roles.Viewer),
        new("PlanPage", "OnClick", "PlaceAll", Roles.Viewer, Why: FloorPlan),
        new("PlanPage", "OnClick", "() => Place(row.Id)", Roles.Viewer, Why: FloorPlan),
        new("PlanPage", "OnClick", "SaveAsync", Roles.Viewer, Why: FloorPlan),
        new("PlanRoom", "@onclick", "ZoomOut", Roles.Viewer),
        new("PlanRoom", "@onclick", "ZoomIn", Roles.Viewer),
        new("PlanRoom", "@onclick", "ShowWhole", Roles.Viewer),
        new("PlanSelect", "@onchange", "ChooseAsync", Roles.Viewer),
        new("PlansPage", "OnClick", "() => Expand(plan)", Roles.Viewer),
        new("PlansPage", "@onsubmit", "() => RenameAsync(plan)", Roles.Viewer, Why: FloorPlan),
        new("PlansPage", "@bind-Value", "_name", Roles.Viewer),
        new("PlansPage", "OnChange", "file => ReplaceAsync(plan, file)", Roles.Viewer, Why: FloorPlan),
        new("PlansPage", "OnClick", "AskToDelete", Roles.Viewer),
        new("PlansPage", "OnClick", "() => DeleteAsync(plan)", Roles.Viewer, Why: FloorPlan),
        new("PlansPage", "OnClick", "DoNotDelete", Roles.Viewer),
        new("PlansPage", "@onsubmit", "AddAsync", Roles.Viewer, Why: FloorPlan),
        new("PlansPage", "@bind-Value", "_newName", Roles.Viewer),
        new("PlansPage", "@bind", "_shape", Roles.Viewer),
        new("PlansPage", "OnChange", "TakeAsync", Roles.Viewer, Why: FloorPlan),

        new("ExtensionsStatus", "OnChosen", "ChoosePlan", Roles.Viewer),
        new("ExtensionsStatus", "OnClick", "ShowRest", Roles.Viewer),
        new("ExtensionsStatus", "OnInput", "Search", Roles.Viewer),
        new("ExtensionsStatus", "OnChosen", "server => Show(_view.Filter with { Server = server })", Roles.Viewer),
        new("ExtensionsStatus", "OnChosen", "context => Show(_view.Filter with { Context = context })", Roles.Viewer),
        new("ExtensionsStatus", "OnClick", "ClearFilter", Roles.Viewer),
        new("ExtensionsStatus", "OnClick", "ShowArchive", Roles.Viewer),
        new("ExtensionsStatus", "@onclick", "ShowFavourites", Roles.Viewer),
        new("ExtensionsStatus", "OnOpened", "OpenViewAsync", Roles.Viewer),
        new("ExtensionsStatus", "OnChosen", "ChooseAsync", Roles.Viewer),
        new("ExtensionsStatus", "OnChosen", "ShowAs", Roles.Viewer),
        new("ExtensionsStatus", "OnGrouped", "GroupBy", Roles.Viewer),
        new("ExtensionsStatus", "@onclick", "_selection.Switch", Roles.Viewer),
        new("ExtensionsStatus", "OnChanged", "SelectionChangedAsync", Roles.Viewer),
        new("ExtensionsStatus", "OnPick", "Pick", Roles.Viewer),
        new("ExtensionsStatus", "OnSort", "sort => Show(_view.Filter, sort)", Roles.Viewer),
        new("ExtensionsStatus", "OnClose", "CloseAsync", Roles.Viewer),

        new("RunsPage", "ValueChanged", "ShowServer", Roles.Viewer),
        new("RunsPage", "ValueChanged", "ShowOutcome", Roles.Viewer),
        new("RunsPage", "OnLoaded", "Loaded", Roles.Viewer),
        new("RunsPage", "OnPick", "Pick", Roles.Viewer),
        new("RunsPage", "OnClose", "CloseDetails", Roles.Viewer),

        new("PbxPanel", "OnClose", "OnClose", Roles.Viewer),
        new("PbxPanel", "OnClick", "ReadGapsAsync", Roles.Viewer),

        new("RefreshPanel", "OnClick", "StopAsync", Roles.Supervisor),
        new("RefreshPanel", "@onchange", "Choose", Roles.Viewer),
        new("RefreshPanel", "OnClick", "RefreshAsync", Roles.Supervisor),
        new("RefreshPanel", "OnDismiss", "() => _ledger.Dismiss(notice)", Roles.Viewer),

        new("LoadFault", "OnClick", "OnRetry", Roles.Viewer),

        new("RunCompare", "OnRetry", "LoadAsync", Roles.Viewer),
        new("RunCompare", "OnClick", "MoreAsync", Roles.Viewer),

        new("RunDetails", "OnClose", "OnClose", Roles.Viewer),
        new("RunDetails", "OnRetry", "LoadAsync", Roles.Viewer),
        new("RunDetails", "OnClick", "MoreAsync", Roles.Viewer),

        new("RunList", "OnRetry", "LoadAsync", Roles.Viewer),
        new("RunList", "OnPick", "OnPick", Roles.Viewer),

        new("RunTable", "ValueChanged", "@(_ => OnPick.InvokeAsync(row.ConnectionId))", Roles.Viewer),

        new("ResultBanner", "OnClick", "OnDismiss", Roles.Viewer),

        new("CircuitProbe", "@onchange", "Answer", Roles.Viewer),

        new("SideDrawer", "@onkeydown", "KeyDown", Roles.Viewer),
        new("SideDrawer", "OnClick", "OnClose", Roles.Viewer),
    ];
}
