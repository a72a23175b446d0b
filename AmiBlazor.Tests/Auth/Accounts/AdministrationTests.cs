using System.Security.Claims;
using AmiBlazor.Audit;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.SignIn;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Auth.Accounts;

/// <summary>What the pages do not allow is refused by the services, too.</summary>
public sealed class AdministrationTests
{
    private static readonly AccountGrant Viewer = new(Roles.Viewer, Servers: null, Departments: null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_administrators_who_demote_each_other_at_once_do_not_both_succeed()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var (first, second) = (await AsAsync(app, $"first{round}"), await AsAsync(app, $"second{round}"));

            var problems = await Task.WhenAll(GrantAsync(app, first.Person, second.Id), GrantAsync(app, second.Person, first.Id)).InTime();

            Assert.Equal("This requires a signed-in administrator, and you no longer have that role.", Assert.Single(problems, problem => problem is not null));
        }
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_removed()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var ada = await app.AccountAsync("ada", Roles.Administrator);
        await using var scope = app.Services.CreateAsyncScope();

        // As if an attacker had found a way to act as the program.
        var problem = await scope.ServiceProvider.GetRequiredService<AdministratorTransaction>().DoAsync(
            who: null,
            AuditAction.AccountRemoved,
            "ada",
            async _ =>
            {
                var context = scope.ServiceProvider.GetRequiredService<AmiBlazor.Data.AmiBlazorDbContext>();
                context.Accounts.Remove(await context.Accounts.SingleAsync(account => account.Id == ada.Id, Token));
                return null;
            });

        Assert.Equal("This is the last administrator. Make another account an administrator first.", FormattableString.Invariant(problem!));
        await using var rows = await app.ContextAsync();
        Assert.Equal(1, await rows.Accounts.CountAsync(Token));
    }

    [Theory]
    [InlineData(Roles.Supervisor)]
    [InlineData(Roles.Viewer)]
    public async Task A_user_who_is_no_administrator_is_refused_and_the_denial_is_recorded(string role)
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var mallory = await app.PersonAsync(await app.AccountAsync("mallory", role), "10.0.0.7");
        var ada = await app.AccountAsync("ada", Roles.Administrator);
        await using var scope = app.Services.CreateAsyncScope();
        var administration = scope.ServiceProvider.GetRequiredService<AccountAdministration>();
        var keys = scope.ServiceProvider.GetRequiredService<ApiKeyAdministration>();
        var invitations = scope.ServiceProvider.GetRequiredService<InvitationService>();

        FormattableString?[] problems =
        [
            (await administration.MakeAsync(mallory, "friend", Viewer)).Problem,
            await administration.GrantAsync(mallory, ada.Id, ada.ConcurrencyStamp, Viewer),
            await administration.DisableAsync(mallory, ada.Id, ada.ConcurrencyStamp, disabled: true),
            await administration.UnlockAsync(mallory, ada.Id, ada.ConcurrencyStamp),
            await administration.RemoveSecondFactorAsync(mallory, ada.Id, ada.ConcurrencyStamp),
            await administration.RemoveAsync(mallory, ada.Id, ada.ConcurrencyStamp),
            (await invitations.MakeAsync(mallory, ada.Id)).Problem,
            (await keys.MakeAsync(mallory, "key", Roles.Administrator, 0)).Problem,
            await keys.RevokeAsync(mallory, await app.KeyAsync("nightly report")),
        ];

        Assert.All(problems, problem => Assert.Equal(
            "This requires a signed-in administrator, and you no longer have that role.", FormattableString.Invariant(problem!)));
        Assert.Equal(9, (await app.AuditOfAsync("mallory")).Count(entry => entry.Contains(" refused ", StringComparison.Ordinal)));
    }

    private static async Task<(int Id, ClaimsPrincipal Person)> AsAsync(AmiBlazorApp app, string name)
    {
        var account = await app.AccountAsync(name, Roles.Administrator);
        return (account.Id, await app.PersonAsync(account));
    }

    private static async Task<string?> GrantAsync(AmiBlazorApp app, ClaimsPrincipal who, int id)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var administration = scope.ServiceProvider.GetRequiredService<AccountAdministration>();
        var account = await administration.FindAsync(id, Token);
        return await Task.Run(() => administration.GrantAsync(who, id, account!.ConcurrencyStamp, Viewer), Token) is { } problem
            ? FormattableString.Invariant(problem) : null;
    }
}
