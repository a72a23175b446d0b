using AmiBlazor.Ami;
using AmiBlazor.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using static AmiBlazor.Tests.Support.TestData;
using TestContext = Xunit.TestContext;

namespace AmiBlazor.Tests.Components.Runs;

/// <summary>What the page of refreshes says of those that its user started and left.</summary>
public sealed class OwnRefreshesTests
{
    [Fact]
    public async Task A_refresh_of_the_user_that_ends_is_said_once()
    {
        await using var pbx = FakeAmiServer.Start();
        pbx.AnswerByItself(new ExtensionState("from-internal", "1001", "PJSIP/1001", 0));
        await using var bench = await PageBench.CreateAsync([pbx.Options()]);
        var page = bench.OpenRuns();

        await bench.Service.RefreshAsync("main", Asker("anna"), TestContext.Current.CancellationToken).InTime();

        page.WaitForAssertion(
            () =>
            {
                var message = Assert.Single(Messages(bench));
                Assert.Equal(Severity.Success, message.Severity);
                Assert.Matches("^1 extension on main in .* s: 1 new\\.$", message.Message);
            },
            Timeouts.Default);
    }

    [Fact]
    public async Task One_that_fails_is_an_error()
    {
        await using var bench = await PageBench.CreateAsync();
        var page = bench.OpenRuns();

        await bench.Service.RefreshAsync(Server, Asker("anna"), TestContext.Current.CancellationToken).InTime();

        page.WaitForAssertion(() => Assert.Equal(Severity.Error, Assert.Single(Messages(bench)).Severity), Timeouts.Default);
    }

    [Fact]
    public async Task Those_of_others_and_those_before_the_page_are_in_the_list_alone()
    {
        await using var bench = await PageBench.CreateAsync();
        await bench.Service.RefreshAsync(Server, Asker("anna"), TestContext.Current.CancellationToken).InTime();
        var page = bench.OpenRuns();

        await bench.Service.RefreshAsync(Server, Asker("bernd"), TestContext.Current.CancellationToken).InTime();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count), Timeouts.Default);
        Assert.Empty(Messages(bench));
    }

    private static IEnumerable<Snackbar> Messages(PageBench bench) => bench.Context.Services.GetRequiredService<ISnackbar>().ShownSnackbars;
}
