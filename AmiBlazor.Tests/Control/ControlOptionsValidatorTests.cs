using AmiBlazor.Ami;
using AmiBlazor.Control;

namespace AmiBlazor.Tests.Control;

public sealed class ControlOptionsValidatorTests
{
    private const string Key = "Ami:Servers:0:Control:";

    [Fact]
    public void Without_an_account_nothing_is_needed() => Valid(control => (control.Username, control.Secret, control.Context, control.DialPatterns) = ("", null, null, []));

    [Fact]
    public void An_account_a_secret_and_a_context_are_enough() => Valid(_ => { });

    [Fact]
    public void Without_calls_and_transfers_no_context_is_needed() =>
        Valid(control => (control.Context, control.Allow) = (null, ["listen", "HangUp", "Pause"]));

    [Fact]
    public void Other_keys_without_an_account_are_refused() => Refused(
        control => control.Username = "",
        $"{Key}Username is empty although other keys of Ami:Servers:0:Control are set; allowed is the name of a second manager account, or none of these keys.");

    [Fact]
    public void The_account_that_watches_does_not_act() => Refused(
        control => control.Username = "watch",
        $"{Key}Username is “watch”, the account that watches; allowed is an account of its own, so that the one that watches keeps no right to act.");

    [Fact]
    public void A_username_has_one_line() => Refused(
        control => control.Username = "a\nb", $"{Key}Username is “a\uFFFDb”; allowed is the name of a manager account, a section of manager.conf.");

    [Fact]
    public void A_secret_or_its_file_is_needed() => Refused(
        control => control.Secret = null,
        $"{Key}Secret and {Key}SecretFile are not set; allowed is one of them: the manager account's secret, or the path of a file whose first line it is.");

    [Fact]
    public void A_secret_and_its_file_are_one_too_many() => Refused(
        control => control.SecretFile = "/run/secrets/hand",
        $"{Key}Secret and {Key}SecretFile are both set; allowed is one of them: the manager account's secret, or the path of a file whose first line it is.");

    [Fact]
    public void A_secret_has_one_line_and_is_never_shown() => Refused(
        control => control.Secret = "hush\nhush",
        $"{Key}Secret (its value is not shown) holds a control character; allowed is the secret as manager.conf has it, on one line.");

    [Theory, InlineData("Spy"), InlineData("1"), InlineData("Call,HangUp"), InlineData("")]
    public void What_is_allowed_has_a_known_word(string word) => Refused(
        control => control.Allow = ["Call", word],
        $"{Key}Allow:1 is “{word}”; allowed is Call, HangUp, Transfer, Park, Fetch, PickUp, Listen, Whisper, Barge, Pause, Unpause, AddToQueue, RemoveFromQueue, StartRecording, StopRecording.");

    [Fact]
    public void Calls_and_transfers_need_a_context() => Refused(
        control => control.Context = null,
        $"{Key}Context is not set although {Key}Allow includes Call or Transfer; allowed is the dialplan context in which numbers are dialled, or an Allow without these two.");

    [Theory, InlineData(""), InlineData("a,b"), InlineData("a)b"), InlineData("a b")]
    public void A_context_is_a_word(string context) => Refused(
        control => control.Context = context, $"{Key}Context is “{context}”; allowed is the name of a dialplan context: letters, digits, “-”, “_” and “.”.");

    [Fact]
    public void A_context_to_listen_in_is_a_word() => Refused(
        control => control.SpyContext = "a,b", $"{Key}SpyContext is “a,b”; allowed is the name of a dialplan context, or no such key.");

    [Fact]
    public void A_dial_pattern_is_one_of_the_dialplan() => Refused(
        control => control.DialPatterns = ["_1XXX", "_."],
        $"{Key}DialPatterns:1 is “_.”; allowed is a number, or a pattern as in Asterisk's dialplan: _1XXX, _0Z., _[2-4]XX. It has a place of its own before “.” or “!”.");

    [Fact]
    public void A_parking_lot_is_a_word() => Refused(
        control => control.ParkingLot = "a,701", $"{Key}ParkingLot is “a,701”; allowed is the name of a parking lot of res_parking.conf, or no such key.");

    [Theory, InlineData(4), InlineData(121)]
    public void A_phone_rings_for_5_to_120_seconds(int seconds) => Refused(
        control => control.Timeout = seconds, $"{Key}Timeout is {seconds}; allowed is 5 to 120 seconds.");

    [Theory, InlineData(""), InlineData("*3a"), InlineData("123456")]
    public void The_code_of_a_recording_has_1_to_5_digits(string digits) => Refused(
        control => control.RecordingDigits = digits, $"{Key}RecordingDigits is “{digits}”; allowed are 1 to 5 digits, “*” and “#”: automixmon in features.conf.");

    [Theory, InlineData(""), InlineData(" Lunch"), InlineData("a;b"), InlineData("a|b")]
    public void A_reason_is_short_and_on_one_line(string reason) => Refused(
        control => control.PauseReasons = [reason],
        $"{Key}PauseReasons:0 is “{reason}”; allowed are 1 to 80 characters on one line, without “;” and “|”.");

    private static void Valid(Action<AmiControlOptions> change) => Assert.Empty(Faults(change));

    private static void Refused(Action<AmiControlOptions> change, string message) => Assert.Equal([message], Faults(change));

    private static IEnumerable<string> Faults(Action<AmiControlOptions> change)
    {
        var server = new AmiServerOptions
        {
            Name = "main",
            Username = "watch",
            Control = { Username = "hand", Secret = "hush", Context = "from-internal", DialPatterns = ["_1XXX"] },
        };
        change(server.Control);
        return new ControlOptionsValidator().Validate(null, new AmiOptions { Servers = [server] }).Failures ?? [];
    }
}
