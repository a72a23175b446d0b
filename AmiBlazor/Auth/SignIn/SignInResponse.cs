namespace AmiBlazor.Auth.SignIn;

/// <summary>What became of a try to sign in.</summary>
/// <param name="Problem">What to say; null where it went well.</param>
/// <param name="NeedsSecondFactor">The password was right, and a code must follow.</param>
/// <param name="IsThrottled">Nothing was looked at: too many tries came from this address.</param>
internal sealed record SignInResponse(FormattableString? Problem = null, bool NeedsSecondFactor = false, bool IsThrottled = false)
{
    public static readonly SignInResponse In = new();

    public static readonly SignInResponse HalfIn = new(NeedsSecondFactor: true);

    public static SignInResponse No(FormattableString problem) => new(problem);
}
