using AmiBlazor.Auth.SignIn;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Auth.SignIn;

public sealed class UnknownUserLockoutTests
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private readonly FakeClock _clock = new();

    [Fact]
    public void A_name_is_locked_by_its_fifth_failed_attempt_and_the_lockout_ends_by_itself()
    {
        var lockout = new UnknownUserLockout(_clock);
        for (var wrong = 1; wrong < 5; wrong++) Assert.Null(lockout.RecordFailure("BOB", 5, Quarter));

        var until = lockout.RecordFailure("BOB", 5, Quarter);

        Assert.Equal(_clock.GetUtcNow() + Quarter, until);
        Assert.Equal(until, lockout.LockedUntil("BOB"));
        Assert.Null(lockout.LockedUntil("EVE"));
        _clock.Advance(Quarter);
        Assert.Null(lockout.LockedUntil("BOB"));
        Assert.Null(lockout.RecordFailure("BOB", 5, Quarter));
    }

    [Fact]
    public void The_oldest_of_very_many_names_are_forgotten()
    {
        var lockout = new UnknownUserLockout(_clock);
        for (var wrong = 0; wrong < 5; wrong++) lockout.RecordFailure("FIRST", 5, Quarter);

        for (var name = 0; name < 10_000; name++) lockout.RecordFailure($"N{name}", 5, Quarter);

        Assert.Null(lockout.LockedUntil("FIRST"));
        for (var wrong = 1; wrong < 4; wrong++) lockout.RecordFailure("N9999", 5, Quarter);
        Assert.NotNull(lockout.RecordFailure("N9999", 5, Quarter));
    }
}
