using AmiBlazor.Auth;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.ApiKeys;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Data;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Auth;

/// <summary>Accounts that are changed in the database by another program.</summary>
public sealed class AccountCacheRefresherTests
{
    [Fact]
    public async Task A_change_in_the_database_is_known_after_the_next_reload()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var accounts = app.Services.GetRequiredService<AccountCache>();
        var account = await app.AccountAsync("anna", Roles.Supervisor);
        var person = await app.PersonAsync(account);
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        accounts.Changed += (_, _) => changed.TrySetResult();
        var clock = new FakeClock();
        using var refresher = new AccountCacheRefresher(
            accounts, app.Services.GetRequiredService<ApiKeyCache>(), app.Services.GetRequiredService<ScreenCache>(),
            app.Services.GetRequiredService<CircuitConnectionGuard>(),
            app.Services.GetRequiredService<SessionUsage>(), app.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>(),
            app.Services.GetRequiredService<IOptions<ClusterOptions>>(), clock, NullLogger<AccountCacheRefresher>.Instance);
        await refresher.StartAsync(TestContext.Current.CancellationToken);

        await clock.TimerDueInAsync(AccountCacheRefresher.Interval);
        await app.ChangeAsync("anna", one => one.Role = Roles.Viewer, behindItsBack: true);
        Assert.True(accounts.IsUnchanged(person));
        clock.Advance(AccountCacheRefresher.Interval);

        await changed.Task.InTime();
        Assert.False(accounts.IsUnchanged(person));
        Assert.Equal(Roles.Viewer, accounts.Find(account.Id)!.Role);
        Assert.True(AccountCacheRefresher.Interval < TimeSpan.FromSeconds(60));
        await refresher.StopAsync(TestContext.Current.CancellationToken);
    }
}
