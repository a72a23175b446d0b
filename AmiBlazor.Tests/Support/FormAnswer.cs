using System.Net;
using AngleSharp.Html.Dom;

namespace AmiBlazor.Tests.Support;

/// <summary>The response to opening a page or submitting its form.</summary>
/// <param name="Status">The status.</param>
/// <param name="Goes">The target of the redirect; null if there is none.</param>
/// <param name="Document">The page.</param>
/// <param name="SetCookies">The cookies, as they were set.</param>
internal sealed record FormAnswer(HttpStatusCode Status, string? Goes, IHtmlDocument Document, IReadOnlyList<string> SetCookies)
{
    /// <summary>The error message of the form; null if there is none.</summary>
    public string? Problem => Document.QuerySelector("[role=alert]:not([hidden])")?.TextContent.Trim();

    public string Text => string.Join(' ', Document.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
