using System.Net;
using AmiBlazor.Auth.Accounts;
using AmiBlazor.Auth.Screens;
using AmiBlazor.Data.Rows;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Support;

/// <summary>Adds wall screens directly to the database.</summary>
internal static class ScreenRows
{
    /// <summary>The cookie of a new screen, which no other screen is called as.</summary>
    /// <param name="app">The program.</param>
    /// <param name="view">What it shows.</param>
    /// <param name="departments">The departments that it sees; null for all.</param>
    public static async Task<Cookie> ScreenAsync(this AmiBlazorApp app, string view = "?inches=55&distance=5&seconds=10", IReadOnlyList<string>? departments = null)
    {
        var token = ScreenToken.New();
        await using var context = await app.ContextAsync();
        context.Screens.Add(new Screen
        {
            Name = "screen " + token[4..12],
            Hash = ScreenToken.HashOf(token),
            View = view,
            Departments = CachedAccount.ColumnOf(departments),
            Origin = "192.0.2.7, Chromium, Linux",
            PairedBy = AmiBlazorApp.Administrator,
            PairedAt = DateTimeOffset.UtcNow,
        });
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<ScreenCache>().ReloadAsync(TestContext.Current.CancellationToken);
        return new Cookie("AmiBlazor.Screen", token, "/");
    }

    /// <summary>The number of a new screen.</summary>
    public static async Task<int> ScreenIdAsync(this AmiBlazorApp app)
    {
        await app.ScreenAsync();
        await using var context = await app.ContextAsync();
        return await context.Screens.MaxAsync(screen => screen.Id, TestContext.Current.CancellationToken);
    }
}
