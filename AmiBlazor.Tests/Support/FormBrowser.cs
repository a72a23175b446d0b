using AmiBlazor.Auth.SignIn;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Components;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AmiBlazor.Tests.Support;

/// <summary>A browser without scripts: it opens pages, submits their forms, and keeps all cookies, whatever they are bound to.</summary>
/// <param name="client">Keeps no cookies and follows no redirect.</param>
/// <param name="address">Where the program listens.</param>
/// <param name="headers">What each request has besides.</param>
/// <param name="host">The host name of its requests; null for the real one.</param>
/// <param name="scheme">The scheme of the pages that it shows.</param>
internal sealed class FormBrowser(HttpClient client, Uri address, IReadOnlyList<(string Name, string Value)> headers, string? host, string scheme)
{
    /// <summary>A browser for a program within the tests.</summary>
    /// <param name="app">The program.</param>
    /// <param name="sender">The client address that it pretends to have; null for the real one.</param>
    /// <param name="host">The host name of its requests; null for the real one.</param>
    /// <param name="scheme">The scheme of the pages that it shows.</param>
    public FormBrowser(AmiBlazorApp app, string? sender = null, string? host = null, string scheme = "http")
        : this(app.Client(), app.Address, sender is null ? [] : [(AmiBlazorApp.SenderHeader, sender)], host, scheme)
    {
    }

    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>Opens a page.</summary>
    public Task<FormAnswer> OpenAsync(string path)
    {
        var request = AmiBlazorApp.Navigation(address, path);
        return SendAsync(request);
    }

    /// <summary>Opens a page, fills in one of its forms and sends it.</summary>
    /// <param name="path">The page.</param>
    /// <param name="form">The form's name.</param>
    /// <param name="fields">What to fill in.</param>
    public async Task<FormAnswer> FillAsync(string path, string form, params (string Name, string Value)[] fields) =>
        await FillAsync(await OpenAsync(path), path, form, fields);

    /// <summary>Fills in a form of a page that is already open.</summary>
    public Task<FormAnswer> FillAsync(FormAnswer page, string path, string form, params (string Name, string Value)[] fields)
    {
        var element = page.Document.QuerySelector($"form:has(input[name=_handler][value='{form}'])");
        Assert.True(element is not null, $"There is no form “{form}”: {(int)page.Status} {page.Goes} {page.Text}");
        var filled = element.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Where(input => input.Name is not null)
            .ToDictionary(input => input.Name!, input => input.Value, StringComparer.Ordinal);
        foreach (var (name, value) in fields) filled[name] = value;
        var request = AmiBlazorApp.Navigation(address, element.GetAttribute("action") ?? path);
        request.Method = HttpMethod.Post;
        request.Content = new FormUrlEncodedContent(filled);
        request.Headers.Add("Origin", scheme + "://" + (host ?? address.Authority));
        return SendAsync(request);
    }

    /// <summary>Signs in by password.</summary>
    public Task<FormAnswer> SignInAsync(string userName, string password = AmiBlazorApp.Password, string path = "/sign-in") =>
        FillAsync(path, "sign-in", ("Form.UserName", userName), ("Form.Password", password));

    /// <summary>Enters the second factor.</summary>
    public Task<FormAnswer> ShowCodeAsync(string code, bool recovery = false) =>
        FillAsync("/sign-in/second-factor" + (recovery ? "?way=recovery" : ""), "second-factor", ("Form.Code", code));

    /// <summary>Turns the second factor on.</summary>
    /// <returns>The key and the recovery codes.</returns>
    public async Task<(string Key, IReadOnlyList<string> Codes)> TurnSecondFactorOnAsync(TimeProvider clock)
    {
        var page = await OpenAsync("/account/second-factor");
        var key = page.Document.QuerySelector("code.key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var on = await FillAsync(
            page, "/account/second-factor", "second-factor-on", ("Confirm.Code", Totp.Code(key, Totp.StepOf(clock.GetUtcNow()))),
            ("Confirm.Password", AmiBlazorApp.Password));
        Assert.Null(on.Problem);
        return (key, [.. on.Document.QuerySelectorAll("ol code").Select(code => code.TextContent)]);
    }

    /// <summary>Signs out, as the button in the account menu does.</summary>
    public Task<FormAnswer> SignOutAsync() => PostAsync("/sign-out");

    /// <summary>Posts nothing to an address, as a script of a page does.</summary>
    public Task<FormAnswer> PostAsync(string path)
    {
        var request = AmiBlazorApp.Navigation(address, path);
        request.Method = HttpMethod.Post;
        request.Headers.Add("Origin", scheme + "://" + (host ?? address.Authority));
        return SendAsync(request);
    }

    /// <summary>Whether somebody is signed in.</summary>
    public async Task<bool> IsInAsync() => (await OpenAsync("/account")).Status == System.Net.HttpStatusCode.OK;

    private async Task<FormAnswer> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            foreach (var (name, value) in headers) request.Headers.Add(name, value);
            if (host is not null) request.Headers.Host = host;
            if (Cookies.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var set = response.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies.ToList() : [];
            foreach (var cookie in set) Keep(cookie);
            var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            return new(response.StatusCode, response.Headers.Location?.ToString(), await new HtmlParser().ParseDocumentAsync(html), set);
        }
    }

    private void Keep(string cookie)
    {
        var (name, value) = (cookie[..cookie.IndexOf('=', StringComparison.Ordinal)],
            cookie.Split(';')[0][(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        if (value.Length == 0)
            Cookies.Remove(name);
        else
            Cookies[name] = value;
    }
}
