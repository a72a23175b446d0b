using System.Globalization;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Secrets;

/// <summary>Searches every answer of HTTP on its way to a test's client, headers and body.</summary>
internal sealed class SearchedAnswers(SecretSearch search, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var where = string.Create(CultureInfo.InvariantCulture, $"the answer {(int)response.StatusCode} to {request.Method} {request.RequestUri?.AbsolutePath}");
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            search.Text(SearchedPlace.Answer, $"the header {name} of {where}", string.Join('\n', values));
        response.Content = new SearchedContent(search, where, response.Content);
        return response;
    }
}
