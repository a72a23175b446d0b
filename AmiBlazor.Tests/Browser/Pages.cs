using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Components;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Pbxs;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Plans;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Browser;

/// <summary>Every page of the application, found by its routable components, so that new pages are included automatically.</summary>
internal static class Pages
{
    /// <summary>
    /// By route, the value of a parameter and the data that it needs. A page with a parameter but without an entry here fails the tests of all pages.
    /// </summary>
    private static readonly Dictionary<string, Func<AmiBlazorApp, Task<string>>> Parameters = new(StringComparer.Ordinal)
    {
        ["/accounts/{Id:int}"] = static async app => Of("/accounts/", (await app.AccountAsync("grace", Roles.Viewer)).Id),
        ["/accounts/{Id:int}/delete"] = static async app => Of("/accounts/", (await app.AccountAsync("grace", Roles.Viewer)).Id) + "/delete",
        ["/account/passkeys/{Id}/remove"] = static async app => $"/account/passkeys/{await app.PasskeyAsync(AmiBlazorApp.Administrator)}/remove",
        ["/pbxs/{Name}/change"] = static app => Task.FromResult($"/pbxs/{StoredName(app)}/change"),
        ["/pbxs/{Name}/remove"] = static app => Task.FromResult($"/pbxs/{StoredName(app)}/remove"),
        ["/screens/{Id:int}"] = static async app => Of("/screens/", await app.ScreenIdAsync()),
        ["/screens/{Id:int}/revoke"] = static async app => Of("/screens/", await app.ScreenIdAsync()) + "/revoke",
        ["/help/errors/{Word}"] = static _ => Task.FromResult("/help/errors/login"),
        ["/plans/{Id:int}"] = static async app => Of("/plans/", await app.PlanAsync("Floor")),
        ["/keys/{Id:int}/revoke"] = static async app => Of("/keys/", await KeyAsync(app)) + "/revoke",
    };

    /// <summary>The routes of all pages in alphabetical order.</summary>
    public static IReadOnlyList<string> Routes { get; } = [.. All(_ => true)];

    /// <summary>The routes of the pages that do not require signing in.</summary>
    public static IReadOnlyList<string> OpenRoutes { get; } = [.. All(page => page.GetCustomAttribute<AllowAnonymousAttribute>() is not null)];

    /// <summary>The address of a page, with values for its parameters.</summary>
    public static async Task<Uri> AddressAsync(AmiBlazorApp app, string route)
    {
        if (Parameters.TryGetValue(route, out var address)) return new Uri(app.Address, await address(app));
        Assert.False(route.Contains('{', StringComparison.Ordinal), $"The page “{route}” has a parameter: say in {nameof(Pages)}.{nameof(Parameters)} what to put in its place.");
        return new Uri(app.Address, route);
    }

    private static string Of(string folder, int id) => folder + id.ToString(CultureInfo.InvariantCulture);

    private static string StoredName(AmiBlazorApp app)
    {
        var file = app.Services.GetRequiredService<PbxFile>();
        if (file.Pbxs.Count == 0)
            file.Change(_ => [new StoredPbx { Name = "berlin", Host = "127.0.0.1", Port = 5038, Username = "amiblazor", ProtectedSecret = file.Protect("s") }]);
        return file.Pbxs[0].Name;
    }

    private static async Task<int> KeyAsync(AmiBlazorApp app)
    {
        await using var context = await app.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        var key = new ApiKey
        {
            Name = "wall",
            Hash = RandomNumberGenerator.GetBytes(32),
            Start = "amib_0123",
            Role = Roles.Viewer,
            CreatedBy = AmiBlazorApp.Administrator,
            CreatedAt = DateTimeOffset.UtcNow,
        };
        context.ApiKeys.Add(key);
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        return key.Id;
    }

    private static IEnumerable<string> All(Func<Type, bool> wanted) => typeof(App).Assembly.GetTypes().Where(wanted)
        .SelectMany(page => page.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
}
