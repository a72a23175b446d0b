using System.Net;
using System.Text.Json;
using AmiBlazor.Demo;

namespace AmiBlazor.Tests.Support;

/// <summary>Reads response bodies and asserts that none contains the PBX's secret or a key.</summary>
internal static class HttpBodies
{
    /// <summary>The body of a response with this status as JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await sending.InTime();
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        Assert.DoesNotContain(FakeAmiServer.Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("-key-", text, StringComparison.Ordinal);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The body of a response with this status as problem details.</summary>
    public static async Task<JsonElement> ProblemAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status)
    {
        var body = await sending.JsonAsync(status);
        Assert.Equal("application/problem+json", (await sending).Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, body.GetProperty("status").GetInt32());
        Assert.NotEmpty(body.Text("title"));
        return body;
    }

    public static string Text(this JsonElement body, string name) => body.GetProperty(name).GetString() ?? "";
}
