using System.Globalization;
using System.Text.RegularExpressions;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Auth.Circuits;

public sealed partial class CircuitPagesTests
{
    [Fact]
    public async Task A_script_that_puts_page_after_page_into_one_circuit_loses_it()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        var cookie = await app.CookieAsync(Roles.Viewer);
        var client = await app.BrowserAsync(Roles.Viewer);
        using var page = await RawPage.OpenAsync(app, cookie);
        await page.CallAsync("StartCircuit", app.Address.ToString(), app.Address.ToString(), "[]", "");

        for (var number = 1; number <= 3; number++)
        {
            var marker = Page().Matches(await client.GetStringAsync(app.Address, TestContext.Current.CancellationToken))[^1].Groups[1].Value;
            await page.CallAsync(
                "UpdateRootComponents",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"batchId":{{number}},"operations":[{"type":"add","ssrComponentId":{{number}},"marker":{{marker}}}]}"""),
                "");
        }

        await page.EndAsync();
    }

    [Fact]
    public async Task Pages_may_follow_each_other_in_one_circuit_and_not_be_side_by_side()
    {
        await using var app = await AmiBlazorApp.StartAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var circuit = scope.ServiceProvider.GetRequiredService<CircuitAuthenticationStateProvider>();
        circuit.PageOpened();
        for (var next = 0; next < 100; next++)
        {
            circuit.PageOpened();
            circuit.PageClosed();
        }

        Assert.Equal(CircuitState.Open, circuit.State);
        circuit.PageOpened();
        circuit.PageOpened();
        Assert.Equal(CircuitState.LimitReached, circuit.State);
    }

    [GeneratedRegex("<!--Blazor:({\"type\":\"server\".*?})-->")]
    private static partial Regex Page();
}
