using System.Net;
using System.Text.RegularExpressions;

namespace AmiBlazor.Testing.Hosting;

/// <summary>Submits the sign-in form without a browser.</summary>
internal static partial class SignInForm
{
    private const string HiddenField =
        """<input type="hidden" name="(?<name>_handler|__RequestVerificationToken)" value="(?<value>[^"]*)" />""";

    private static readonly Uri Page = new("/sign-in", UriKind.Relative);

    /// <summary>Opens the page and sends the form, cookies and all.</summary>
    /// <param name="client">Has the application's address, keeps cookies and follows no redirect.</param>
    /// <param name="userName">What to fill in.</param>
    /// <param name="password">What to fill in.</param>
    /// <param name="ct">Stops waiting for the application.</param>
    /// <returns>A redirect if the password is right; otherwise the page once more.</returns>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string userName, string password, CancellationToken ct)
    {
        var page = await client.GetStringAsync(Page, ct);

        // The password form comes first; the passkey form has its own token.
        var hidden = Hidden().Matches(page[..page.IndexOf("</form>", StringComparison.Ordinal)])
            .Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)));
        using var form = new FormUrlEncodedContent([.. hidden, new("Form.UserName", userName), new("Form.Password", password)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, Page)
        {
            Content = form,
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
            Headers = { { "Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority) }, { "Accept", "text/html" } },
        };
        return await client.SendAsync(request, ct);
    }

    [GeneratedRegex(HiddenField, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
