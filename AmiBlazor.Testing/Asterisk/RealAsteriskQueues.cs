namespace AmiBlazor.Testing.Asterisk;

/// <summary>Two queues of a <see cref="RealAsterisk"/>: one that dials devices, and one that dials as FreePBX does.</summary>
internal static class RealAsteriskQueues
{
    private const string Hints = RealAsteriskSettings.DefaultContext;

    /// <summary>An Asterisk with phones and queues.</summary>
    /// <param name="account">The account of the product.</param>
    /// <param name="phones">Phones; those called 1002 and 1003 are the agents Ben and Clara.</param>
    public static RealAsteriskSettings Settings(RealAsteriskAccount account, params IReadOnlyList<string> phones) => new()
    {
        Accounts = [account],
        Hints = [.. phones.Select(phone => (Hints, phone, "PJSIP/" + phone))],
        Modules = ["app_queue"],
        Files =
        [
            ("queues.conf", $"""
                [general]
                persistentmembers = no
                autofill = yes
                [support]
                strategy = ringall
                timeout = 15
                retry = 1
                ringinuse = no
                servicelevel = 20
                member => PJSIP/1003,0,Clara
                member => PJSIP/1002,0,Ben
                [local]
                strategy = ringall
                ringinuse = no
                member => Local/1003@{Hints}/n,0,Clara,hint:1003@{Hints}
                """),
        ],
        Telephony = new(phones)
        {
            Extensions =
            [
                "exten => 600,1,Answer()", " same => n,Queue(support)",

                // Gives up after a second, and ends the call itself.
                "exten => 602,1,Answer()", " same => n,Queue(support,,,,1)", " same => n,Hangup()",
            ],
        },
    };
}
