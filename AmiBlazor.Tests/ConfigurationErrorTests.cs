using System.Net;
using System.Net.Sockets;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests;

/// <summary>A configuration that is wrong ends the start with one clear line, before anything was done.</summary>
[Needs(Need.Time)]
public sealed class ConfigurationErrorTests
{
    [Theory]
    [InlineData("Api__Keys__0__Key", "canary", "Api:Keys:0:Key gives a key of 6 characters; allowed are 24 to 512. A good one: openssl rand -hex 32")]
    [InlineData("Api__Keys__0__Role", "Boss", "Api:Keys:0:Role is “Boss”; allowed is Viewer, Supervisor or Administrator.")]
    [InlineData("Setup__Administrator__UserName", "ada", "Give either Setup:Administrator:Password or Setup:Administrator:PasswordFile.")]
    [InlineData("Refresh__Timeout", "-00:00:01", "Refresh:Timeout is -00:00:01; allowed is a time above 00:00:00, up to 01:00:00.")]
    [InlineData("Ami__Servers__0__Port", "70000", "Ami:Servers:0:Port is 70000; allowed is 1 to 65535.")]
    public async Task One_line_names_the_key_the_value_and_what_is_allowed(string key, string value, string line)
    {
        (string, string)[] good =
        [
            ("Api__Keys__0__Name", "script"), ("Api__Keys__0__Key", "0123456789abcdefghijklmn"), ("Api__Keys__0__Role", "Viewer"),
            ("Ami__Servers__0__Name", "main"), ("Ami__Servers__0__Host", "pbx.example"), ("Ami__Servers__0__Username", "user"), ("Ami__Servers__0__Secret", "s"),
        ];

        var (exitCode, output, error) = await AppProcess.RunAsync([], [.. good, (key, value)]);

        Assert.Equal(line + "\n", error);
        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("canary", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Refresh__Timeout", "soon", "Refresh:Timeout")]
    [InlineData("Ami__Servers__0__Port", "five", "Ami:Servers:0:Port")]
    public async Task A_value_of_the_wrong_kind_names_its_key_in_one_line(string key, string value, string named)
    {
        var (exitCode, _, error) = await AppProcess.RunAsync([], (key, value));

        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.Contains(value, line, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_one_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (exitCode, _, error) = await AppProcess.RunAsync([], ("ASPNETCORE_URLS", $"http://{taken.LocalEndpoint}"));

        var line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains($"http://{taken.LocalEndpoint}", line, StringComparison.Ordinal);
        Assert.Equal(1, exitCode);
    }
}
