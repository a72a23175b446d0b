namespace AmiBlazor.Testing.Asterisk;

/// <summary>
/// What an exchange has beside phones that call each other: groups, queues, parking, rooms, listening, recording, a line to the outside, and a number for
/// each of them.
/// </summary>
internal static class RealAsteriskExchange
{
    /// <summary>The address from which calls of the line to the outside come. Its phone registers as <see cref="Trunk"/> to be reached.</summary>
    public const string TrunkAddress = "127.0.0.2";

    public const string Trunk = "trunk";

    /// <summary>Modules beside those of <see cref="RealAsteriskTelephony"/>.</summary>
    public static readonly string[] Modules =
    [
        "res_pjsip_endpoint_identifier_ip", "res_pjsip_diversion", "res_pjsip_refer", "res_parking", "chan_bridge_media", "bridge_native_rtp",
        "bridge_holding", "bridge_builtin_interval_features", "func_strings", "func_logic", "app_stack", "app_queue", "app_confbridge", "app_page",
        "app_chanspy", "app_mixmonitor", "app_directed_pickup", "app_echo",
    ];

    /// <summary>What each phone can do beside calling.</summary>
    public const string PhoneLines = """
        rtp_symmetric = no
        send_rpid = yes
        send_pai = yes
        trust_id_outbound = yes
        call_group = 1
        pickup_group = 1
        """;

    /// <summary>The line to the outside, whose callers it names itself.</summary>
    public const string TrunkLines = $"""
        [{Trunk}]
        type = endpoint
        context = from-trunk
        disallow = all
        allow = ulaw
        direct_media = no
        trust_id_inbound = yes
        aors = {Trunk}
        [{Trunk}]
        type = aor
        max_contacts = 1
        remove_existing = yes
        [{Trunk}]
        type = identify
        endpoint = {Trunk}
        match = {TrunkAddress}
        """;

    /// <summary>Its files beside those of <see cref="RealAsteriskTelephony"/>, or in their place.</summary>
    public static IEnumerable<(string Name, string Content)> Files =>
    [
        ("features.conf", "[general]\npickupexten = *8\ntransferdigittimeout = 3\n[featuremap]\natxfer = *2\nautomixmon = *3"),
        ("musiconhold.conf", "[default]\nmode = files\ndirectory = sounds/en_US_f_Allison/digits"),
        ("queues.conf", """
            [general]
            autofill = yes
            [support]
            strategy = ringall
            timeout = 30
            ringinuse = no
            joinempty = yes
            member => PJSIP/1003,0,Clara
            member => PJSIP/1002,0,Ben
            ; An agent is called through a Local channel, as FreePBX does; their state is their extension's.
            [local]
            strategy = ringall
            timeout = 30
            ringinuse = no
            joinempty = yes
            member => Local/1003@from-queue/n,0,Clara,hint:1003@from-internal
            member => Local/1002@from-queue/n,0,Ben,hint:1002@from-internal
            """),
        ("res_parking.conf", """
            [general]
            [default]
            parkext = 700
            parkpos = 701-705
            context = parked
            parkingtime = 60
            comebacktoorigin = yes
            [impatient]
            parkext = 710
            parkext_exclusive = yes
            parkpos = 711-715
            context = parked
            parkingtime = 1
            comebacktoorigin = yes
            """),
        ("confbridge.conf", """
            [general]
            [default_user]
            type = user
            quiet = yes
            [default_bridge]
            type = bridge
            """),
        ("cel.conf", ""),
        ("followme.conf", ""),
    ];

    /// <summary>Numbers of the phones' own context.</summary>
    public static IReadOnlyList<string> Extensions =>
    [
        "include => parked",
        // Nobody answers in time.
        "exten => _91XXX,1,Dial(PJSIP/${EXTEN:1},1)",
        // Two phones of one person.
        "exten => 604,1,Dial(PJSIP/1004&PJSIP/1014,30)",
        // Through a subroutine, as FreePBX does.
        "exten => _21XX,1,Gosub(sub-dial,s,1(10${EXTEN:2}))\n same => n,Hangup()",
        "exten => 600,1,Answer()\n same => n,Queue(support,tT)",
        "exten => 601,1,Answer()\n same => n,Queue(local,tT)",
        // The queue gives up; the call goes on.
        "exten => 602,1,Answer()\n same => n,Queue(support,tT,,,5)\n same => n,Wait(60)",
        "exten => 610,1,Answer()\n same => n,ConfBridge(610)",
        "exten => 620,1,Dial(PJSIP/1001&PJSIP/1002&PJSIP/1003,30)",
        "exten => 621,1,Dial(${PJSIP_DIAL_CONTACTS(1002)},30)",
        "exten => 630,1,Answer()\n same => n,Echo()",
        "exten => 640,1,Dial(Local/1002@from-internal&Local/1003@from-internal,30)",
        "exten => 641,1,Dial(Local/1002@from-internal/n,30)",
        "exten => 660,1,Answer()\n same => n,MixMonitor(${UNIQUEID}.wav)\n same => n,Dial(PJSIP/1002,30)",
        "exten => 680,1,Page(PJSIP/1002&PJSIP/1003)",
        "exten => *801,1,ChanSpy(PJSIP/1001,q)",
        "exten => _0X.,1,Dial(PJSIP/${EXTEN}@trunk,30)",
        "[sub-dial]",
        "exten => s,1,Dial(PJSIP/${ARG1},30)\n same => n,Return()",
        "[from-queue]",
        "exten => _100X,1,Dial(PJSIP/${EXTEN},30)",
        "[from-trunk]",
        "exten => 4930100,1,Dial(PJSIP/1001,30)",
        "exten => 4930600,1,Goto(from-internal,600,1)",
        "[parked]",
    ];
}
