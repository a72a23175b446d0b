using AmiBlazor.Auth.SignIn;
using AmiBlazor.Components.Layout;
using AmiBlazor.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace AmiBlazor.Components.Accounts;

/// <summary>The user's own account: who they are, their password, second factor and sessions.</summary>
public sealed partial class AccountPage
{
    private const string Address = "./account";

    private ProfileView? _account;
    private IReadOnlyList<SessionView> _sessions = [];
    private FormattableString? _problem;

    /// <summary>What the user has just done: a key of <see cref="Done"/>; null otherwise.</summary>
    [SupplyParameterFromQuery(Name = "done")]
    public string? DoneWord { get; set; }

    /// <summary>The posted form; null when the page is opened.</summary>
    [SupplyParameterFromForm(FormName = "change-password")]
    public Input? Change { get; set; }

    /// <summary>The posted form that ends a session; null when the page is opened.</summary>
    [SupplyParameterFromForm(FormName = "end-session")]
    public EndInput? Ending { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private ProfileService Account { get; init; } = null!;

    [Inject]
    private NavigationManager Navigation { get; init; } = null!;

    private string? Done => DoneWord switch
    {
        "password" => T["Your password has been changed. All your other sessions have ended."],
        "second-factor-off" => T["Two-factor authentication is off. All your other sessions have ended."],
        "session" => T["The session has ended."],
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        T.Zone = RequestPreferences.Of(Http.Request).Zone;
        _account = await Account.GetAsync(Http);
        _sessions = await Account.SessionsAsync(Http);
    }

    private async Task ChangeAsync()
    {
        _problem = string.Equals(Change?.Wanted, Change?.Again, StringComparison.Ordinal)
            ? await Account.ChangePasswordAsync(Http, Change?.Password, Change?.Wanted, Change?.RemovePasskeys ?? false)
            : $"The new passwords do not match.";
        if (_problem is null) Navigation.NavigateTo(Address + "?done=password");
    }

    private async Task EndAsync()
    {
        await Account.EndSessionAsync(Http, Ending?.Id ?? 0);
        Navigation.NavigateTo(Address + "?done=session");
    }

    private async Task LeaveAsync()
    {
        _problem = await Account.SignOutEverywhereAsync(Http);
        if (_problem is null) Navigation.NavigateTo("./sign-in?signed-out=everywhere");
    }

    private static string Listed(IReadOnlyList<string>? names, string all) =>
        names is null ? all : names.Count == 0 ? "–" : string.Join(", ", names.Select(name => DisplayText.Show(name)));

    private string Time(DateTimeOffset? at) => at is { } there ? RelativeTime.Absolute(T, there) : "–";

    /// <summary>The fields of the form that ends a session.</summary>
    public sealed class EndInput
    {
        public int Id { get; set; }
    }

    /// <summary>The fields of the form.</summary>
    public sealed class Input
    {
        public string? Password { get; set; }

        public string? Wanted { get; set; }

        public string? Again { get; set; }

        public bool RemovePasskeys { get; set; }
    }
}
