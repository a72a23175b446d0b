using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Limits how often one account or API key begins a refresh, which costs a PBX a login and a whole list.</summary>
internal sealed class RefreshRateLimiter(IOptions<RequestLimitOptions> limits) : ActionRateLimiter(() => limits.Value.RefreshesPerMinute)
{
    private readonly IOptions<RequestLimitOptions> _limits = limits;

    public override FormattableString Sentence(TimeSpan wait) =>
        $"You have reached the limit of refreshes per minute ({_limits.Value.RefreshesPerMinute:N0}). Try again in {wait.TotalSeconds:N0} s.";
}
