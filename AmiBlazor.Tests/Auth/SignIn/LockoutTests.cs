using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Data;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AmiBlazor.Tests.Auth.SignIn;

/// <summary>Whom a lockout keeps out, and that it does not tell which accounts exist.</summary>
[Needs(Need.Time)]
public sealed class LockoutTests
{
    private const string Wrong = "User name or password is wrong.";
    private const string Locked = "Too many failed attempts. Try again in 15 minutes.";

    [Fact]
    public async Task Failed_attempts_at_names_that_exist_and_at_others_count_the_same_across_a_restart()
    {
        await using var before = await AmiBlazorApp.StartAsync();
        await before.AccountAsync("vera", Roles.Viewer);
        foreach (var name in new[] { "vera", "ghost" })
        {
            for (var tried = 0; tried < 4; tried++) Assert.Equal(Wrong, (await new FormBrowser(before, "10.7.0.1").SignInAsync(name, "a wrong password")).Problem);
        }

        before.LetGo();
        await using var after = await AmiBlazorApp.StartAsync(before.Kept);
        var answers = new List<string?>();
        foreach (var name in new[] { "vera", "ghost" })
            answers.Add((await new FormBrowser(after, "10.7.0.2").SignInAsync(name, "a wrong password")).Problem);

        Assert.Equal([Locked, Locked], answers);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    public async Task Failed_attempts_at_names_that_exist_and_at_others_are_forgotten_at_the_same_time(int hours)
    {
        var clock = new ShiftedClock();
        await using var app = await AmiBlazorApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)));
        await app.AccountAsync("vera", Roles.Viewer);
        string[] names = ["vera", "ghost"];
        foreach (var name in names)
        {
            for (var tried = 0; tried < 4; tried++) await new FormBrowser(app, "10.7.0.1").SignInAsync(name, "a wrong password");
        }

        clock.Advance(TimeSpan.FromHours(hours));
        var answers = new List<string?>();
        foreach (var name in names) answers.Add((await new FormBrowser(app, "10.7.0.2").SignInAsync(name, "a wrong password")).Problem);

        Assert.Equal(answers[0], answers[1]);
        Assert.Equal(hours == 1 ? Locked : Wrong, answers[0]);
    }

    [Fact]
    public async Task Of_very_many_names_those_are_forgotten_whose_last_attempt_is_the_oldest()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var lockout = app.Services.GetRequiredService<SignInLockout>();
        var first = LockoutKey.Of("FIRST");
        for (var wrong = 0; wrong < 5; wrong++) await lockout.RecordFailureAsync(first);
        Assert.NotNull(await lockout.LockedUntilAsync(first));
        var now = UtcTime.ToStored(DateTimeOffset.UtcNow.AddMinutes(1));
        await app.ExecuteAsync(
            $"""
            WITH RECURSIVE Numbers(N) AS (SELECT 1 UNION ALL SELECT N + 1 FROM Numbers WHERE N < 100000)
            INSERT INTO FailedSignIns (Name, Device, Count, LastAt) SELECT 'n' || N, '', 1, {now} + N FROM Numbers
            """);

        await lockout.RecordFailureAsync(LockoutKey.Of("ONE MORE"));

        Assert.Null(await lockout.LockedUntilAsync(first));
        await using var context = await app.ContextAsync();
        Assert.InRange(await context.FailedSignIns.CountAsync(TestContext.Current.CancellationToken), 90_000, 100_000);
    }

    [Fact]
    public async Task A_lockout_that_a_stranger_caused_lets_a_device_through_that_was_signed_in_before()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var own = new FormBrowser(app, "10.7.0.3");
        await own.SignInAsync(AmiBlazorApp.Administrator);
        await own.SignOutAsync();
        for (var tried = 0; tried < 5; tried++) await new FormBrowser(app, "10.7.0.4").SignInAsync(AmiBlazorApp.Administrator, "a wrong password");

        var elsewhere = await new FormBrowser(app, "10.7.0.4").SignInAsync(AmiBlazorApp.Administrator);
        var here = await own.SignInAsync(AmiBlazorApp.Administrator);

        Assert.Equal(Locked, elsewhere.Problem);
        Assert.Null(here.Problem);
        Assert.True(await own.IsInAsync());
    }

    [Fact]
    public async Task A_known_device_is_locked_by_its_own_failed_attempts_and_for_its_own_account_alone()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await app.AccountAsync("vera", Roles.Viewer);
        var device = new FormBrowser(app, "10.7.0.5");
        await device.SignInAsync(AmiBlazorApp.Administrator);
        await device.SignOutAsync();

        List<string?> own = [], others = [];
        for (var tried = 0; tried < 6; tried++) own.Add((await device.SignInAsync(AmiBlazorApp.Administrator, "a wrong password")).Problem);
        for (var tried = 0; tried < 5; tried++) others.Add((await device.SignInAsync("vera", "a wrong password")).Problem);

        Assert.Equal([Wrong, Wrong, Wrong, Wrong, Locked, Locked], own);
        Assert.Equal(Locked, others[4]);
        Assert.Equal(Locked, (await new FormBrowser(app, "10.7.0.6").SignInAsync("vera")).Problem);
        Assert.Null((await new FormBrowser(app, "10.7.0.6").SignInAsync(AmiBlazorApp.Administrator)).Problem);
    }
}
