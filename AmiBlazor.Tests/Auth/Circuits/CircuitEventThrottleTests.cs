using System.Globalization;
using System.Security.Claims;
using AmiBlazor.Auth;
using AmiBlazor.Auth.Authorization;
using AmiBlazor.Auth.Circuits;
using AmiBlazor.Tests.Support;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace AmiBlazor.Tests.Auth.Circuits;

public sealed class CircuitEventThrottleTests : IDisposable
{
    private readonly CircuitEventThrottle _throttle = new(Options.Create(new CircuitLimitOptions { PageEventsPerSecond = 10 }));

    [Fact]
    public async Task What_one_accounts_pages_send_faster_than_allowed_waits_and_is_not_lost()
    {
        for (var sent = 0; sent < 50; sent++) Assert.True(Send(account: 7, nameof(Page.BeginInvokeDotNetFromJS)).IsCompletedSuccessfully);

        var next = Send(account: 7, nameof(Page.BeginInvokeDotNetFromJS));

        Assert.False(next.IsCompleted);
        Assert.True(Send(account: 8, nameof(Page.BeginInvokeDotNetFromJS)).IsCompletedSuccessfully);
        Assert.Equal("done", await next.InTime());
    }

    [Fact]
    public void What_a_page_answers_to_the_server_does_not_count()
    {
        for (var sent = 0; sent < 200; sent++) Assert.True(Send(account: 7, nameof(Page.OnRenderCompleted)).IsCompletedSuccessfully);
    }

    public void Dispose() => _throttle.Dispose();

    private Task<object?> Send(int account, string method)
    {
        var context = new HubInvocationContext(new Caller(account), null!, new Page(), typeof(Page).GetMethod(method)!, []);
        return _throttle.InvokeMethodAsync(context, _ => new ValueTask<object?>("done")).AsTask();
    }

    private sealed class Page : Hub
    {
        public static void BeginInvokeDotNetFromJS()
        {
        }

        public static void OnRenderCompleted()
        {
        }
    }

    private sealed class Caller(int account) : HubCallerContext
    {
        public override string ConnectionId => "1";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal User { get; } = new(new ClaimsIdentity([new Claim(AuthClaims.Account, account.ToString(CultureInfo.InvariantCulture))], AuthSchemes.Cookie));

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public override void Abort()
        {
        }
    }
}
