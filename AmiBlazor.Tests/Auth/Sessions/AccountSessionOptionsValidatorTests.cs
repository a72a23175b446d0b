using AmiBlazor.Auth.Sessions;

namespace AmiBlazor.Tests.Auth.Sessions;

public sealed class AccountSessionOptionsValidatorTests
{
    public static TheoryData<string, string?> Cases => new()
    {
        { "30.00:00:00 00:10:00", null },
        { "00:05:00 00:01:00", null },
        { "365.00:00:00 12:00:00", null },
        { "00:04:59 00:10:00", "Auth:SessionLifetime is 00:04:59; allowed is a time from 00:05:00 to 365.00:00:00." },
        { "366.00:00:00 00:10:00", "Auth:SessionLifetime is 366.00:00:00; allowed is a time from 00:05:00 to 365.00:00:00." },
        { "30.00:00:00 00:00:00", "Auth:ProofLifetime is 00:00:00; allowed is a time from 00:01:00 to 12:00:00." },
        { "30.00:00:00 12:00:01", "Auth:ProofLifetime is 12:00:01; allowed is a time from 00:01:00 to 12:00:00." },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_time_that_is_not_allowed_is_named(string times, string? failure)
    {
        var (lifetime, proof) = (times.Split(' ')[0], times.Split(' ')[1]);

        var result = Validate(new() { SessionLifetime = TimeSpan.Parse(lifetime, null), ProofLifetime = TimeSpan.Parse(proof, null) });

        Assert.Equal(failure, result);
    }

    [Fact]
    public void A_role_that_does_not_exist_is_named() => Assert.Equal(
        "Auth:RequireSecondFactor:1 is “King”; allowed is Viewer, Supervisor or Administrator.",
        Validate(new() { RequireSecondFactor = ["Administrator", "King"] }));

    private static string? Validate(AccountSessionOptions options) => new AccountSessionOptionsValidator().Validate(name: null, options).FailureMessage;
}
