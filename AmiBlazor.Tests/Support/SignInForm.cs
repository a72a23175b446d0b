using System.Net;
using System.Text.RegularExpressions;

namespace AmiBlazor.Tests.Support;

/// <summary>Submits the sign-in form without a browser.</summary>
internal static partial class SignInForm
{
    /// <summary>Opens the page and sends the form, cookies and all.</summary>
    /// <param name="client">Keeps cookies and follows no redirect.</param>
    /// <param name="password">The administrator's, or a wrong one.</param>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, string password = AmiBlazorApp.Password)
    {
        var page = await client.GetStringAsync("/sign-in", TestContext.Current.CancellationToken);

        // The password form comes first; the passkey form has its own token.
        var fields = Hidden().Matches(page[..page.IndexOf("</form>", StringComparison.Ordinal)]).ToDictionary(field => field.Groups["name"].Value, field => WebUtility.HtmlDecode(field.Groups["value"].Value), StringComparer.Ordinal);
        fields["Form.UserName"] = AmiBlazorApp.Administrator;
        fields["Form.Password"] = password;
        using var form = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = form,
            Version = client.DefaultRequestVersion,
            VersionPolicy = client.DefaultVersionPolicy,
            Headers = { { "Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority) }, { "Accept", "text/html" } },
        };
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>_handler|__RequestVerificationToken)" value="(?<value>[^"]*)" />""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
