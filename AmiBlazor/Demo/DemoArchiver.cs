using AmiBlazor.Ami;
using AmiBlazor.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Demo;

/// <summary>
/// Archives the extensions of the demo PBX when it does not run any more, so that nobody takes simulated people for real ones beside a PBX of their own. When
/// it runs again, they are back by themselves. Works before the board is loaded.
/// </summary>
internal sealed partial class DemoArchiver(
    IOptions<DemoOptions> demo, IOptions<AmiOptions> ami, IDbContextFactory<AmiBlazorDbContext> factory, TimeProvider time, ILogger<DemoArchiver> logger)
    : StartingService
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        var isFollowed = ami.Value.Servers.Exists(server => string.Equals(server.Name, DemoPbx.ServerName, StringComparison.Ordinal));
        if (demo.Value.Enabled is true || isFollowed) return;
        DateTimeOffset? now = UtcTime.AsStored(time.GetUtcNow());
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        var archived = await context.Extensions
            .Where(extension => extension.Server == DemoPbx.ServerName && extension.ArchivedAt == null)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(extension => extension.Present, false)
                    .SetProperty(extension => extension.GoneSince, extension => extension.GoneSince ?? now)
                    .SetProperty(extension => extension.ArchivedAt, now)
                    .SetProperty(extension => extension.UpdatedAt, now.Value),
                cancellationToken);
        if (archived > 0) Log.Archived(logger, archived);
    }

    private static partial class Log
    {
        [LoggerMessage(6020, LogLevel.Information, "The demo PBX does not run any more: its {Extensions} extensions were archived.", EventName = "DemoArchived")]
        public static partial void Archived(ILogger logger, int extensions);
    }
}
