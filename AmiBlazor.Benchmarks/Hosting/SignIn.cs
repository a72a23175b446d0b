using System.Net;
using AmiBlazor.Testing.Hosting;

namespace AmiBlazor.Benchmarks.Hosting;

/// <summary>Signs in through the form, over HTTP.</summary>
internal static class SignIn
{
    /// <summary>The account that the application creates at its start.</summary>
    public const string UserName = "bench";

    public const string Password = "benchmarks sign in as well";

    /// <returns>The cookies of the session, each as “name=value”.</returns>
    public static async Task<IReadOnlyList<string>> CookiesAsync(Uri address)
    {
        var cookies = new CookieContainer();
        using var handler = new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false, UseProxy = false };
        using var client = new HttpClient(handler) { BaseAddress = address };
        using var answer = await SignInForm.SendAsync(client, UserName, Password, CancellationToken.None);
        return answer.Headers.Location is { } location && !location.OriginalString.Contains("/sign-in", StringComparison.Ordinal)
            ? [.. cookies.GetCookies(address).Select(cookie => cookie.Name + "=" + cookie.Value)]
            : throw new BenchmarkException($"Signing in was answered with {(int)answer.StatusCode}.");
    }
}
