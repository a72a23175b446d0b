using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Sessions;
using AmiBlazor.Board;
using AmiBlazor.Data.Rows;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components;

/// <summary>A person in front of a <see cref="PageBench"/> who does not see all, and extensions of departments.</summary>
internal static class PageBenchScope
{
    /// <summary>Puts somebody in front of the page whose account sees these only; before anything has been drawn.</summary>
    public static Task LimitAsync(
        this PageBench bench, IReadOnlyList<string>? servers, IReadOnlyList<string>? departments, string role = Roles.Supervisor) =>
        SeatAsync(bench, servers, departments, role, mayControl: false, phone: null);

    /// <summary>Lets everything be done to calls and queues, and puts somebody in front of the page who may, with a phone of their own.</summary>
    public static Task ControlAsync(
        this PageBench bench, ExtensionKey? phone, string role = Roles.Supervisor, IReadOnlyList<string>? departments = null, bool mayControl = true)
    {
        bench.Control.Allowed = RecordingControl.All;
        return SeatAsync(bench, servers: null, departments, role, mayControl, phone);
    }

    /// <summary>Takes the right of <see cref="ControlAsync"/> back in the database, as an administrator would while the page is open.</summary>
    public static async Task TakeControlBackAsync(this PageBench bench)
    {
        await using var context = bench.Database.NewContext();
        var account = await context.Accounts.SingleAsync(account => account.UserName == "vera", TestContext.Current.CancellationToken);
        account.MayControlCalls = false;
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static async Task SeatAsync(
        PageBench bench, IReadOnlyList<string>? servers, IReadOnlyList<string>? departments, string role, bool mayControl, ExtensionKey? phone)
    {
        var account = new Account
        {
            UserName = "vera",
            NormalizedUserName = "VERA",
            Role = role,
            SecurityStamp = "stamp",
            CreatedAt = TestData.Noon,
            Servers = CachedAccount.ColumnOf(servers),
            Departments = CachedAccount.ColumnOf(departments),
            MayControlCalls = mayControl,
            PhoneServer = phone?.Server,
            PhoneContext = phone?.Context,
            PhoneExten = phone?.Exten,
        };
        await using (var context = bench.Database.NewContext())
        {
            context.Add(account);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var (session, _) = await bench.Database.Service<SessionStore>().StartAsync(new DefaultHttpContext(), account.Id, SessionMethods.Password);
        await bench.Database.Service<AccountCache>().ReloadAsync(TestContext.Current.CancellationToken);
        bench.Person.Be(CachedAccount.Of(account).Principal(address: null, session));
    }

    /// <summary>Lets the account of <see cref="LimitAsync"/> see others, as an administrator would while the page is open.</summary>
    public static async Task LimitAnewAsync(this PageBench bench, IReadOnlyList<string>? servers, IReadOnlyList<string>? departments)
    {
        await using var context = bench.Database.NewContext();
        var account = await context.Accounts.SingleAsync(account => account.UserName == "vera", TestContext.Current.CancellationToken);
        (account.Servers, account.Departments) = (CachedAccount.ColumnOf(servers), CachedAccount.ColumnOf(departments));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Puts an extension into a department.</summary>
    public static Task MoveAsync(this PageBench bench, string server, string exten, string? department, string? name = null) =>
        bench.Database.Store.RenameAsync(
        new ExtensionKey(server, TestData.Context, exten), name, department, _ => true, TestContext.Current.CancellationToken);
}
