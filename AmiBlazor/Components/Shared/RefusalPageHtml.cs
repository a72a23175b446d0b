using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.WebUtilities;

namespace AmiBlazor.Components.Shared;

/// <summary>
/// A refused request as a page for a person. It looks like the pages before signing in, but is written here: who is refused gets no component, no circuit
/// and no query.
/// </summary>
internal static class RefusalPageHtml
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The page.</summary>
    /// <param name="status">Its name is the heading.</param>
    /// <param name="sentences">Why, and what to do; may hold names that a person has chosen.</param>
    /// <param name="pathBase">The sub-path below which the program is served; empty for none.</param>
    public static string Of(int status, string sentences, string pathBase = "")
    {
        var heading = Encoder.Encode(ReasonPhrases.GetReasonPhrase(status));

        // Only whoever is signed in and asked for too much can go on from here.
        var back = status == StatusCodes.Status403Forbidden
            ? $"""<a href="{pathBase}/" class="mud-button-root mud-button mud-button-filled mud-button-filled-primary mud-button-filled-size-medium mt-6">Back to extensions</a>"""
            : "";
        return $"""
            <!DOCTYPE html>
            <html lang="en" data-theme="system">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{heading} · AmiBlazor</title>
              <link rel="icon" type="image/svg+xml" href="{pathBase}/favicon.svg">
              <link rel="stylesheet" href="{pathBase}/_content/MudBlazor/MudBlazor.min.css">
              <link rel="stylesheet" href="{pathBase}/theme.css">
              <link rel="stylesheet" href="{pathBase}/app.css">
            </head>
            <body>
              <main class="door d-flex align-center justify-center px-4 py-6">
                <div class="mud-paper mud-elevation-8 pa-8 rounded-lg" style="max-width:26rem;overflow-wrap:anywhere">
                  <h1 class="mud-typography mud-typography-h2 mb-3">{heading}</h1>
                  <p class="mud-typography mud-typography-body1 ma-0">{Encoder.Encode(sentences)}</p>
                  {back}
                </div>
              </main>
            </body>
            </html>
            """;
    }
}
