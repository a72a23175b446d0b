using Microsoft.Extensions.Options;

namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Limits how often one account or API key acts on calls and queues: a script that runs wild must not end the calls of a whole floor.</summary>
internal sealed class ControlRateLimiter(IOptions<RequestLimitOptions> limits) : ActionRateLimiter(() => limits.Value.ControlPerMinute)
{
    private readonly IOptions<RequestLimitOptions> _limits = limits;

    public override FormattableString Sentence(TimeSpan wait) =>
        $"You have reached the limit of actions on calls per minute ({_limits.Value.ControlPerMinute:N0}). Nothing was done. Try again in {wait.TotalSeconds:N0} s.";
}
