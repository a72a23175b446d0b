using System.Net;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Components.Accounts;
using AmiBlazor.Components.Shared;
using AmiBlazor.Hosting;
using AmiBlazor.Pbxs;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace AmiBlazor.Components.Pbxs;

/// <summary>
/// Leads an administrator through connecting a PBX: the lines to write on it, a test that says what is missing, and saving. Afterwards the application starts
/// anew, and the page comes back as the board.
/// </summary>
public sealed partial class ConnectPage
{
    // So long the browser may take for the address that it loads afterwards.
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(5);

    private static readonly string ReloadCommand = "asterisk -rx 'manager reload'";

    private readonly string _linesId = "lines-" + Guid.NewGuid().ToString("N");
    private PbxDraft _draft = new();
    private IPAddress? _from;
    private ProbeStep? _reached;
    private ProbeReport? _report;
    private FormattableString? _problem;
    private FormattableString? _saveProblem;
    private string? _copied;
    private string? _made;
    private (string Host, int Port, bool Tls, string? Pin, string Username, string Secret) _tested;
    private CancellationTokenSource? _stop;
    private bool _isTesting;
    private bool _isSaving;
    private bool _isSecretShown;
    private bool _needsProof;
    private bool _restarts;

    /// <summary>The PBX to change; null for a new one.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>The PBX that was just saved; null otherwise.</summary>
    [SupplyParameterFromQuery(Name = "saved")]
    public string? Saved { get; set; }

    [Inject]
    private PbxEditor Editor { get; init; } = null!;

    [Inject]
    private CurrentUser User { get; init; } = null!;

    [Inject]
    private SessionCache Sessions { get; init; } = null!;

    [Inject]
    private HostRestart Restart { get; init; } = null!;

    [Inject]
    private TimeProvider Time { get; init; } = null!;

    [Inject]
    private AuditLog Audit { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    [Inject]
    private IJSRuntime Script { get; init; } = null!;

    [Inject]
    private ILogger<ConnectPage> Logger { get; init; } = null!;

    private string Title => Name is null ? T["Connect a PBX"] : T.Format($"Change “{DisplayText.Show(Name)}”");

    private ProbeMessages Messages => new(T);

    private string Lines => string.Join('\n', PbxEditor.Lines(_draft, _made, _from));

    private string Place => _draft.IsFreePbx
        ? T["Add these lines to /etc/asterisk/manager_custom.conf, which FreePBX does not overwrite. The manager itself is on there already; if the firewall of the PBX is on, let port 5038 through from AmiBlazor's machine."]
        : T["Add these lines to /etc/asterisk/manager.conf; if there is a section [general] already, set its lines there."];

    private string Permit => _from is { } address
        ? T.Format($"permit= allows the address of this machine towards the PBX ({address}). If AmiBlazor runs in a container or behind NAT, the PBX sees another one: write that instead.")
        : T["permit= must have the address of AmiBlazor's machine as the PBX sees it. It is filled in as soon as the host above is known."];

    private string SecretHelp => Editor.KeepsSecret(_draft, Name)
        ? T["Empty: the secret stays as it is saved."]
        : T["A new one is filled in. If the account exists already, enter its secret."];

    // What was tested, and not what was entered since.
    private bool IsTested => _report is { Failure: null } && _tested == Entered;

    private (string Host, int Port, bool Tls, string? Pin, string Username, string Secret) Entered =>
        (_draft.Host, _draft.EffectivePort, _draft.Tls, _draft.TlsCertificateSha256, _draft.Username, _draft.Secret);

    private string SaveWords => IsTested ? T["Save and follow"] : T["Save without a successful test"];

    protected override void Unsubscribe()
    {
        _stop?.Cancel();
        _stop?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        // Loaded again after the restart. Of a PBX that is not followed all the same, the page of PBXs says why.
        if (Saved is { } saved)
        {
            Navigation.NavigateTo(Editor.IsFollowed(saved) ? "./" : "./pbxs");
            return;
        }

        // Asked before the form is filled in, not after.
        if (!RendererInfo.IsInteractive && !Sessions.IsProven(Sessions.Of(await User.GetAsync())))
        {
            Navigation.NavigateTo(ConfirmPage.Path("/" + Navigation.ToBaseRelativePath(Navigation.Uri)));
            return;
        }

        if (Name is null)
            MakeSecret();
        else if (Editor.Find(Name) is { } known)
            _draft = known;
        else
            Navigation.NotFound();
        if (RendererInfo.IsInteractive && Name is not null) await FindAddressAsync();
    }

    // Only now has the browser the address that it loads when the application is there again.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_restarts || Saved is null) return;
        _restarts = false;
        try
        {
            // The fields that have just left the page take leave of the browser; stopping would wait for an answer that cannot come any more.
            await Script.InvokeAsync<double>("performance.now", Gone);
        }
        catch (Exception left) when (left is JSDisconnectedException or OperationCanceledException)
        {
            // The page is gone. What was saved is to be followed all the same.
        }

        Restart.Request();
    }

    private void ChooseKind(bool isFreePbx)
    {
        _draft.IsFreePbx = isFreePbx;
        _report = null;
    }

    private void ChooseTls(bool tls) => (_draft.Tls, _draft.TlsCertificateSha256, _report) = (tls, null, null);

    private void Distrust() => _draft.TlsCertificateSha256 = null;

    private void MakeSecret() => _draft.Secret = _made = PbxDraft.NewSecret();

    private async Task ChangeHostAsync(string host)
    {
        _draft.Host = host ?? "";
        _draft.TlsCertificateSha256 = null;
        await FindAddressAsync();
    }

    private async Task FindAddressAsync()
    {
        try
        {
            if (await User.MayAsync(Policies.Administer))
                _from = _draft.Host.Trim() is { Length: > 0 and <= PbxDraft.LongestText } ? await Editor.LocalAddressAsync(_draft, Gone) : null;
        }
        catch (OperationCanceledException) when (IsGone)
        {
            // The page was left.
        }
    }

    private async Task CopyAsync() => _copied = await Script.InvokeAsync<bool>("amiblazor.copy", Gone, Lines)
        ? T["Copied"]
        : T["The browser does not let a page copy. Mark the lines and copy them yourself."];

    private async Task TrustAsync(string sha256)
    {
        _draft.TlsCertificateSha256 = sha256;
        await TestAsync();
    }

    private void Stop() => _stop?.Cancel();

    private async Task TestAsync()
    {
        if (_isTesting) return;
        (_isTesting, _report, _problem, _reached) = (true, null, null, null);
        _stop?.Dispose();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        _draft.Tidy();
        _tested = Entered;
        try
        {
            if (!await MayAsync(AuditAction.PbxTested))
                _problem = NotAllowed;
            else
                (_report, _problem) = await Editor.TestAsync(await User.GetAsync(), _draft, Name, Reach, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            if (!IsGone) _problem = $"The test was stopped.";
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Log.Faulted(Logger, fault);
            _problem = $"The test failed because of an internal error. See the server log for details.";
        }
        finally
        {
            _isTesting = false;
        }
    }

    private void Reach(ProbeStep step) => _ = InvokeSafelyAsync(() =>
    {
        _reached = step;
        StateHasChanged();
    });

    private async Task SaveAsync()
    {
        if (_isSaving || _isTesting) return;
        (_isSaving, _needsProof) = (true, false);
        try
        {
            _saveProblem = await MayAsync(Name is null ? AuditAction.PbxAdded : AuditAction.PbxChanged)
                ? await Editor.SaveAsync(await User.GetAsync(), _draft, Name)
                : NotAllowed;
            _needsProof = ReferenceEquals(_saveProblem, AdministratorTransaction.ProofNeeded);
            if (_saveProblem is not null) return;
            _draft.Secret = "";
            _restarts = true;

            // Also where the page leaves before it comes to that.
            Restart.RequestWithin(LongestGoodbye, Time);
            Navigation.NavigateTo("./pbxs/new" + QueryString.Create("saved", _draft.Name), replace: true);
        }
        finally
        {
            _isSaving = false;
        }
    }

    private static FormattableString NotAllowed => $"This requires a signed-in administrator, and you no longer have that role.";

    // Who may not does not see the page, but the right can be withdrawn while it is open.
    private async Task<bool> MayAsync(AuditAction action)
    {
        if (await User.MayAsync(Policies.Administer)) return true;
        Audit.RecordDenial(Actor.Of(await User.GetAsync()), action, _draft.Name, "By a form of the page.");
        return false;
    }

    private (Color Color, string Icon, string Word) Look(ProbeStep step, ProbeStep reached) => step.CompareTo(reached) switch
    {
        < 0 => (Color.Success, Icons.Material.Outlined.CheckCircle, T["done"]),
        > 0 => (Color.Default, Icons.Material.Outlined.RadioButtonUnchecked, T["not yet"]),
        _ when _isTesting => (Color.Info, Icons.Material.Outlined.Sync, T["under way"]),
        _ when _report is { Failure: null } => (Color.Success, Icons.Material.Outlined.CheckCircle, T["done"]),
        _ => (Color.Error, Icons.Material.Outlined.ErrorOutline, T["ended here"]),
    };

    private static partial class Log
    {
        [LoggerMessage(7220, LogLevel.Error, "The page could not test a PBX.", EventName = "PbxTestFaulted")]
        public static partial void Faulted(ILogger logger, Exception fault);
    }
}
