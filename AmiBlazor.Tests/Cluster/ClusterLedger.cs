using System.Globalization;
using AmiBlazor.Data;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Cluster;

/// <summary>Checks what the nodes have written together.</summary>
internal static class ClusterLedger
{
    /// <summary>
    /// The history of each extension is a chain that ends in its state, so that no change is missing or written twice; the board is what the database holds;
    /// and every acknowledged name is kept.
    /// </summary>
    public static async Task AssertWholeAsync(ClusterRig rig, ClusterLoad load)
    {
        await using var context = await rig.Watcher.Services.GetRequiredService<IDbContextFactory<AmiBlazorDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        var extensions = await context.Extensions.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        var changes = (await context.StatusChanges.AsNoTracking().OrderBy(change => change.Id).ToListAsync(TestContext.Current.CancellationToken))
            .ToLookup(change => change.ExtensionId);
        var broken = new List<string>();
        foreach (var extension in extensions)
        {
            int? code = null;
            foreach (var change in changes[extension.Id])
            {
                if (change.FromCode != code) broken.Add($"{extension.Server}/{extension.Exten}: from {change.FromCode} after {code}");
                code = change.ToCode;
            }

            if (code != extension.StatusCode) broken.Add($"{extension.Server}/{extension.Exten}: ends in {code}, and is {extension.StatusCode}");
            var shown = rig.Board.Rows(extension.Server).Single(row => row.Id == extension.Id);
            if (shown.StatusCode != extension.StatusCode || !string.Equals(shown.Name, extension.Name, StringComparison.Ordinal))
                broken.Add($"{extension.Server}/{extension.Exten}: the board shows {shown.StatusCode} {shown.Name}, the database holds {extension.StatusCode} {extension.Name}");
        }

        Assert.Empty(broken);
        var named = extensions.ToDictionary(extension => (extension.Server, extension.Exten), extension => NumberOf(extension.Name));
        Assert.All(load.Acknowledged, name => Assert.InRange(named[name.Key], name.Value, load.Tried[name.Key]));

        static int NumberOf(string? name) => name is null ? 0 : int.Parse(name["name ".Length..], CultureInfo.InvariantCulture);
    }
}
