using AmiBlazor.Tests.Support;
using Microsoft.Extensions.Logging;

namespace AmiBlazor.Tests.Auth;

public sealed class CookieKeysTests
{
    [Fact]
    public async Task The_keys_of_cookies_outlive_the_process_in_a_folder_for_this_account_alone_without_a_warning()
    {
        await using var app = await AmiBlazorApp.StartAsync();

        await app.BrowserAsync();

        var folder = Path.Combine(app.Folder, "App_Data", "keys");
        Assert.NotEmpty(Directory.GetFiles(folder, "key-*.xml"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.DoesNotContain(app.Logs, line => line.Level >= LogLevel.Warning && line.Category.Contains("DataProtection", StringComparison.Ordinal));
    }
}
