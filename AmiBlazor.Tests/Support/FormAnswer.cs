using System.Net;
using AngleSharp.Html.Dom;

namespace AmiBlazor.Tests.Support;

/// <summary>What a page answered to somebody who opened or filled it in.</summary>
/// <param name="Status">The status.</param>
/// <param name="Goes">Where it sends the browser; null where it stays.</param>
/// <param name="Document">The page.</param>
/// <param name="SetCookies">The cookies, as they were set.</param>
internal sealed record FormAnswer(HttpStatusCode Status, string? Goes, IHtmlDocument Document, IReadOnlyList<string> SetCookies)
{
    /// <summary>What it complains of; null where it does not.</summary>
    public string? Problem => Document.QuerySelector("[role=alert]:not([hidden])")?.TextContent.Trim();

    public string Text => string.Join(' ', Document.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
