using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Board;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Administration;

/// <summary>One account and what an administrator may do with it.</summary>
public sealed partial class AccountDetailsPage
{
    private ScopeChoices _known = new([], []);
    private AccountSummary? _account;
    private AccountInput _shown = new();
    private FormattableString? _problem;
    private string? _link;
    private bool _isSelf;
    private IReadOnlyList<string> _phoneServers = [];
    private IReadOnlyList<BoardRow> _phones = [];

    /// <summary>The account's id.</summary>
    [Parameter]
    public int Id { get; set; }

    /// <summary>The action that led to this page; null if it was opened directly.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? Done { get; set; }

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm]
    public AccountInput? Form { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private AccountAdministration Administration { get; init; } = null!;

    [Inject]
    private InvitationService Invitations { get; init; } = null!;

    [Inject]
    private AccountCache Accounts { get; init; } = null!;

    [Inject]
    private ScopeChoicesProvider Choices { get; init; } = null!;

    [Inject]
    private PhoneChoices Phones { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    // Also where it was given before it was turned off, so that it can be taken back.
    private bool HasControl => _phoneServers.Count > 0;

    private string? DoneText => Done switch
    {
        "grant" or "control" => T["Saved."],
        "unlock" => T["The account is unlocked."],
        "sessions" => T["The account's sessions have ended."],
        "factor" => T["Two-factor authentication and passkeys were removed, and the account's sessions have ended."],
        "enable" => T["The account is enabled. Its sessions have ended; the password is unchanged."],
        "disable" => T["The account is disabled, and its sessions have ended."],
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        _isSelf = Accounts.Of(Http.User)?.Id == Id;
        _known = await Choices.FindAsync(Http.RequestAborted);
        await LoadAsync();
        if (_account is null)
        {
            Navigation.NotFound();
            return;
        }

        _phoneServers = Phones.Servers(_account);
        _phones = Phones.Offered(_phoneServers);
    }

    private async Task LoadAsync()
    {
        _account = await Administration.FindAsync(Id, Http.RequestAborted);
        if (_account is not null) _shown = AccountInput.Of(_account, _known);
    }

    private async Task ActAsync()
    {
        if (Form is null) return;

        (_problem, string? link) = Form.Act switch
        {
            "grant" => (await Administration.GrantAsync(Http.User, Id, Form.ConcurrencyStamp, Form.ToGrant()), null),
            "control" => (await LetControlAsync(), null),
            "unlock" => (await Administration.UnlockAsync(Http.User, Id, Form.ConcurrencyStamp), null),
            "sessions" => (await Administration.EndSessionsAsync(Http.User, Id, Form.ConcurrencyStamp), null),
            "factor" => (await Administration.RemoveSecondFactorAsync(Http.User, Id, Form.ConcurrencyStamp), null),
            "enable" => (await Administration.DisableAsync(Http.User, Id, Form.ConcurrencyStamp, disabled: false), null),
            "disable" => (await Administration.DisableAsync(Http.User, Id, Form.ConcurrencyStamp, disabled: true), null),
            "link" => await LinkAsync(),
            _ => ($"Select an action.", null),
        };
        await LoadAsync();
        if (_problem is not null)
        {
            // Keeps what was entered.
            if (Form.Act == "grant") _shown = Form;
            if (Form.Act == "control") (_shown.MayControlCalls, _shown.PhoneServer, _shown.Phone) = (Form.MayControlCalls, Form.PhoneServer, Form.Phone);
        }
        else if (link is not null)
        {
            _link = Navigation.ToAbsoluteUri("." + link).ToString();
        }
        else
        {
            Navigation.NavigateTo(FormattableString.Invariant($"./accounts/{Id}?done={Form.Act}"));
        }
    }

    private async Task<FormattableString?> LetControlAsync()
    {
        var (phone, problem) = Phones.Find(Form!.PhoneServer, Form.Phone, _account!);
        return problem ?? await Administration.LetControlAsync(Http.User, Id, Form.ConcurrencyStamp, Form.MayControlCalls, phone);
    }

    private async Task<(FormattableString? Problem, string? Link)> LinkAsync()
    {
        var (link, problem) = await Invitations.MakeAsync(Http.User, Id);
        return (problem, link);
    }
}
