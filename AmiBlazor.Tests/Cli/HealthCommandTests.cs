using System.Globalization;
using AmiBlazor.Tests.Components;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Cli;

[Needs(Need.Time)]
public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("localhost")]
    [InlineData("pbx.example;localhost")]
    public async Task A_running_application_is_healthy_by_whatever_name_it_answers_to(string allowedHosts)
    {
        await using var app = await AmiBlazorApp.StartAsync(("AllowedHosts", allowedHosts));
        var port = app.Address.Port.ToString(CultureInfo.InvariantCulture);

        var byOption = await AppProcess.RunAsync(["health", "--port", port], ("AllowedHosts", allowedHosts));
        var byVariable = await AppProcess.RunAsync(["health"], ("AllowedHosts", allowedHosts), ("ASPNETCORE_HTTP_PORTS", port));

        Assert.Equal((0, "", ""), byOption);
        Assert.Equal((0, "", ""), byVariable);
    }

    [Fact]
    public async Task Nobody_there_is_one_line_and_exit_code_1()
    {
        var (exitCode, output, error) = await AppProcess.RunAsync(["health", "--port", "1"]);

        Assert.Equal("http://127.0.0.1:1/health/live is not responding: Connection refused (127.0.0.1:1)\n", error);
        Assert.Equal("", output);
        Assert.Equal(1, exitCode);
    }
}
