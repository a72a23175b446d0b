using System.Net;
using System.Text.RegularExpressions;
using AmiBlazor.Testing.Processes;

namespace AmiBlazor.Benchmarks.Hosting;

/// <summary>Signs in through the form, over HTTP.</summary>
internal static partial class SignIn
{
    /// <summary>The account that the application creates at its start.</summary>
    public const string UserName = "bench";

    public const string Password = "benchmarks sign in as well";

    /// <returns>The cookies of the session, each as “name=value”.</returns>
    public static async Task<IReadOnlyList<string>> CookiesAsync(Uri address)
    {
        var cookies = new CookieContainer();
        using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        client.DefaultRequestHeaders.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        var form = new Uri("/sign-in", UriKind.Relative);

        // The first form is the one for passwords.
        var page = await client.GetStringAsync(form);
        var hidden = Hidden().Matches(page[..page.IndexOf("</form>", StringComparison.Ordinal)]).Select(input => KeyValuePair.Create(input.Groups["name"].Value, WebUtility.HtmlDecode(input.Groups["value"].Value)));
        using var filled = new FormUrlEncodedContent([.. hidden, new("Form.UserName", UserName), new("Form.Password", Password)]);
        using var answer = await client.PostAsync(form, filled);
        return answer.Headers.Location is { } location && !location.OriginalString.Contains("/sign-in", StringComparison.Ordinal)
            ? [.. cookies.GetCookies(address).Select(cookie => cookie.Name + "=" + cookie.Value)]
            : throw new BenchmarkException($"Signing in was answered with {(int)answer.StatusCode}.");
    }

    // The form's name and the antiforgery token.
    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
