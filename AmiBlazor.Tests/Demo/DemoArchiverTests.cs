using AmiBlazor.Board;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Demo;

/// <summary>What becomes of simulated people when there is a PBX of one's own.</summary>
public sealed class DemoArchiverTests
{
    private static readonly (string, string)[] Demo = [("Demo:Enabled", "true"), ("Demo:Extensions", "20")];

    [Fact]
    public async Task Without_the_demo_its_extensions_are_off_the_board_and_with_it_they_are_back()
    {
        await using var first = await AmiBlazorApp.StartAsync(Demo);
        await Polling.UntilAsync(() => Shown(first) == 20);
        first.LetGo();

        await using (var own = await AmiBlazorApp.StartAsync([("Demo:Enabled", "false"), .. first.Kept]))
        {
            Assert.Equal(0, Shown(own));
            Assert.Equal(20, Rows(own).Count);
            own.LetGo();
        }

        await using var again = await AmiBlazorApp.StartAsync([.. Demo, .. first.Kept]);
        await Polling.UntilAsync(() => Shown(again) == 20);
    }

    private static int Shown(AmiBlazorApp app) => Rows(app).Count(row => row.ArchivedAt is null);

    private static IReadOnlyCollection<BoardRow> Rows(AmiBlazorApp app) => app.Services.GetRequiredService<LiveBoard>().Rows(DemoPbx.ServerName);
}
