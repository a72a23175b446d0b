using System.Globalization;

namespace AmiBlazor.Testing.Asterisk;

/// <summary>SIP phones of a <see cref="RealAsterisk"/>, and what their calls reach. A phone needs no password, and each can be dialled by its name.</summary>
/// <param name="Phones">Their names, such as <c>1001</c>: endpoints, whose devices are <c>PJSIP/1001</c>, …</param>
internal sealed record RealAsteriskTelephony(IReadOnlyList<string> Phones)
{
    /// <summary>Where a call comes in whose caller is none of the phones.</summary>
    public const string OutsideContext = "from-outside";

    /// <summary>Further lines of the phones' own context.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Whether there is all that <see cref="RealAsteriskExchange"/> has; it makes the start a little longer.</summary>
    public bool IsExchange { get; init; }

    /// <summary>The caller IDs of phones that have another than their name.</summary>
    public IReadOnlyDictionary<string, string> CallerIds { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How often each phone is asked whether it is there, in seconds; 0 for never.</summary>
    public int QualifyFrequency { get; init; }

    /// <summary>The mailboxes of phones that have one.</summary>
    public IReadOnlyDictionary<string, string> Mailboxes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Further lines of <c>pjsip.conf</c>, after those of the phones.</summary>
    public IReadOnlyList<string> FurtherLines { get; init; } = [];

    /// <summary>What calls, their transfers and their sounds need; all modules would start twenty times slower.</summary>
    private static readonly string[] Modules =
    [
        "res_timing_timerfd", "res_sorcery_config", "res_sorcery_memory", "res_sorcery_astdb", "res_pjproject", "res_rtp_asterisk", "res_musiconhold",
        "res_pjsip", "res_pjsip_pubsub", "res_pjsip_session", "res_pjsip_sdp_rtp", "res_pjsip_registrar", "res_pjsip_endpoint_identifier_user",
        "res_pjsip_endpoint_identifier_anonymous", "res_pjsip_caller_id", "res_pjsip_dtmf_info", "chan_pjsip", "bridge_simple", "bridge_softmix",
        "bridge_builtin_features", "codec_ulaw", "codec_gsm", "format_gsm", "format_wav", "format_pcm", "func_presencestate", "func_callerid",
        "func_channel", "func_shell", "func_cdr", "res_manager_presencestate", "app_dial",
    ];

    /// <summary>The files of the configuration, each with its name.</summary>
    /// <param name="sipPort">The UDP port of the loopback on which Asterisk hears the phones.</param>
    public IEnumerable<(string Name, string Content)> Files(int sipPort)
    {
        var own = OwnFiles(sipPort);
        return IsExchange ? RealAsteriskExchange.Files.Concat(own).DistinctBy(file => file.Name, StringComparer.Ordinal) : own;
    }

    /// <summary>The lines of <c>modules.conf</c>.</summary>
    public IEnumerable<string> ModuleLines => Modules.Concat(IsExchange ? RealAsteriskExchange.Modules : []).Select(module => $"load = {module}.so");

    /// <summary>The lines of the dialplan, after those of the hints.</summary>
    /// <param name="opened">Contexts that the hints have opened.</param>
    public IEnumerable<string> Dialplan(IEnumerable<string> opened)
    {
        const string Inside = RealAsteriskSettings.DefaultContext;
        var dials = Phones.Select(phone => $"exten => {phone},1,Dial(PJSIP/{phone},30,tT)").ToList();
        return
        [
            opened.Contains(Inside, StringComparer.Ordinal) ? $"[{Inside}](+)" : $"[{Inside}]",
            .. dials,
            .. Extensions,
            .. IsExchange ? RealAsteriskExchange.Extensions : [],
            $"[{OutsideContext}]",
            .. dials,
        ];
    }

    private IEnumerable<(string Name, string Content)> OwnFiles(int sipPort) =>
    [
        ("pjsip.conf", $"""
            [global]
            type = global
            endpoint_identifier_order = {(IsExchange ? "ip," : "")}username,anonymous
            [udp]
            type = transport
            protocol = udp
            bind = 127.0.0.1:{sipPort.ToString(CultureInfo.InvariantCulture)}
            [phone](!)
            type = endpoint
            disallow = all
            allow = ulaw
            direct_media = no
            dtmf_mode = info
            {(IsExchange ? RealAsteriskExchange.PhoneLines : "")}
            [anonymous](phone)
            context = {OutsideContext}
            {(IsExchange ? RealAsteriskExchange.TrunkLines : "")}
            {string.Join('\n', [.. Phones.Select(Endpoint), .. FurtherLines])}
            """),
        ("rtp.conf", "[general]\nrtpstart = 20000\nrtpend = 39999"),
        ("features.conf", "[general]\n[featuremap]\natxfer = *2"),
        ("musiconhold.conf", "[general]"),
        ("cdr.conf", "[general]\nenable = yes"),
        .. ((string[])["pjproject.conf", "sorcery.conf", "udptl.conf", "acl.conf", "ccss.conf", "dnsmgr.conf", "indications.conf"]).Select(name => (name, "")),
    ];

    private string Endpoint(string phone) => $"""
        [{phone}](phone)
        context = {RealAsteriskSettings.DefaultContext}
        aors = {phone}
        callerid = {CallerIds.GetValueOrDefault(phone, $"{phone} <{phone}>")}
        mailboxes = {Mailboxes.GetValueOrDefault(phone, "")}
        [{phone}]
        type = aor
        max_contacts = {(IsExchange ? 2 : 1)}
        remove_existing = yes
        qualify_frequency = {QualifyFrequency.ToString(CultureInfo.InvariantCulture)}
        """;
}
