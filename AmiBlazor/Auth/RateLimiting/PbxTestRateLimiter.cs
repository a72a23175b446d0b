namespace AmiBlazor.Auth.RateLimiting;

/// <summary>Limits how often one account tests a PBX: a test connects to whatever host was entered, and a wrong secret may have this machine banned.</summary>
internal sealed class PbxTestRateLimiter() : ActionRateLimiter(static () => PerMinute)
{
    private const int PerMinute = 10;

    public override FormattableString Sentence(TimeSpan wait) =>
        $"You have reached the limit of tests per minute ({PerMinute:N0}). Nothing was sent. Try again in {wait.TotalSeconds:N0} s.";
}
