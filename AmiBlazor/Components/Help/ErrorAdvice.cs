using AmiBlazor.Components.Languages;

namespace AmiBlazor.Components.Help;

/// <summary>The page of help for errors that are mended in the same way.</summary>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Meaning">What that means.</param>
/// <param name="Steps">What to check, the likeliest first.</param>
/// <param name="Lines">Lines to copy into a file or a shell of the PBX; null for none.</param>
internal sealed record ErrorAdvice(string Title, string Meaning, IReadOnlyList<string> Steps, string? Lines = null)
{
    private const string ShowSettings = "asterisk -rx 'manager show settings'";
    private const string ShowAccount = "asterisk -rx 'manager show user amiblazor'";
    private const string ReloadManager = "asterisk -rx 'manager reload'";

    /// <summary>The advice in the user's language.</summary>
    public static ErrorAdvice Of(Localizer texts, HelpTopic topic) => topic switch
    {
        HelpTopic.ConnectionRefused => new(
            texts["The PBX refuses the connection"],
            texts["The machine answers, but nothing accepts connections at this address and port."],
            [
                texts["On the PBX, show the manager's settings: Manager (AMI) must be Yes, and the TCP Bindaddress must have the configured port."],
                texts["Set enabled=yes in manager.conf, and bindaddr to an address that AmiBlazor's machine can reach (0.0.0.0 for all), then reload the manager."],
                texts["If the address is 127.0.0.1, only the PBX itself can connect; FreePBX may come that way."],
                texts["A firewall that rejects connections looks the same: allow the address of AmiBlazor's machine."],
            ],
            ShowSettings + "\n" + ReloadManager),
        HelpTopic.UnknownHost => new(
            texts["The host name is unknown"],
            texts["DNS has no address for the configured host."],
            [
                texts["Check the spelling of the host."],
                texts["Look it up on AmiBlazor's machine; in a container, DNS may differ from that of the host."],
                texts["An IP address can be used instead of the name."],
            ],
            "getent hosts pbx.example"),
        HelpTopic.Unreachable => new(
            texts["The PBX cannot be reached"],
            texts["No answer came from this address and port: the machine is off, the network has no way to it, or a firewall drops the connection."],
            [
                texts["Check that the PBX is on and that the host is right."],
                texts["Allow AmiBlazor's machine in the firewall of the PBX and between the two, for this port."],
                texts["Look whether the PBX has banned the address: fail2ban, or the intrusion detection of FreePBX. Put it on their white list."],
            ],
            "nc -vz pbx.example 5038"),
        HelpTopic.NoManager => new(
            texts["No Asterisk manager answers"],
            texts["Something accepted the connection, but it does not greet as the Asterisk manager does. No secret was sent."],
            [
                texts["Check the port: the manager listens on 5038, with TLS on 5039. 8088 and 8089 are its web server, 5060 is SIP."],
                texts["If the port is that of TLS, switch TLS on."],
                texts["A proxy or a connection limit between the two may close the connection."],
            ],
            ShowSettings),
        HelpTopic.Tls => new(
            texts["TLS does not begin"],
            texts["The PBX was reached, but no encrypted connection came about. No secret was sent."],
            [
                texts["Check that the port is that of tlsbindaddr (usually 5039) and not the plain one (5038)."],
                texts["Check that tlsenable=yes, and that Asterisk's user can read the files of tlscertfile and tlsprivatekey."],
                texts["Versions before TLS 1.2 are refused: update OpenSSL on the PBX, and do not set tlsdisablev12."],
            ],
            "[general]\nenabled = yes\ntlsenable = yes\ntlsbindaddr = 0.0.0.0:5039\ntlscertfile = /etc/asterisk/keys/asterisk.pem"),
        HelpTopic.Certificate => new(
            texts["The certificate is not trusted"],
            texts["The PBX shows a certificate that this machine does not accept. No secret was sent."],
            [
                texts["A self-signed certificate is trusted by its fingerprint: compare the one in the message with that on the PBX, and set it as TlsCertificateSha256."],
                texts["If the certificate is for another name, set Host to a name that is in it."],
                texts["If it has expired or was renewed, renew it on the PBX, restart its manager, and set the new fingerprint."],
            ],
            "openssl x509 -in /etc/asterisk/keys/asterisk.pem -noout -fingerprint -sha256"),
        HelpTopic.Login => new(
            texts["The login is refused"],
            texts["The PBX does not say which of these it is: unknown username, wrong secret, or an address that the account does not permit."],
            [
                texts["The username is the name of the section in manager.conf, and case matters."],
                texts["Enter the secret anew, without spaces before or after it."],
                texts["permit must contain the address that the PBX sees of AmiBlazor's machine; behind NAT that is another one. deny comes before permit."],
                texts["Reload the manager after each change: until then the former settings are used."],
            ],
            ShowAccount + "\n" + ReloadManager + "\ntail /var/log/asterisk/full"),
        HelpTopic.LoginInUse => new(
            texts["The account is already logged in"],
            texts["The PBX lets this account in once only, and AmiBlazor needs two connections: one for live events, one for a refresh."],
            [
                texts["Remove allowmultiplelogin=no from manager.conf, or set it to yes, then reload the manager."],
                texts["Let no other program use the same account."],
            ],
            "allowmultiplelogin = yes"),
        HelpTopic.Permission => new(
            texts["The account lacks a right"],
            texts["The login succeeded, but the account may not do what was asked."],
            [
                texts["Give the account these rights in manager.conf and reload the manager; AmiBlazor logs in again by itself within a minute."],
                texts["The command query --check-permissions of the README says what is missing and what is more than needed."],
            ],
            "read = call,system,agent\nwrite = reporting"),
        HelpTopic.UnknownAction => new(
            texts["The PBX does not know the question"],
            texts["Its Asterisk is older than 13, or the module that answers is not loaded."],
            [
                texts["Show the version: ExtensionStateList exists since Asterisk 13."],
                texts["Where a list is missing, AmiBlazor asks for each known extension by itself; that too needs write=reporting or write=call."],
            ],
            "asterisk -rx 'core show version'\nasterisk -rx 'manager show command ExtensionStateList'"),
        HelpTopic.Slow => new(
            texts["The PBX does not answer in time"],
            texts["The connection stands, but no answer or no complete list came. Nothing was changed."],
            [
                texts["Look at the load of the PBX, and at the tasks that wait in it."],
                texts["Refresh again. If the list is long and the line slow, increase Refresh:Timeout."],
            ],
            "asterisk -rx 'core show taskprocessors'"),
        HelpTopic.Deaf => new(
            texts["Events do not arrive"],
            texts["Extensions changed and the PBX did not tell: the board is right only after each list."],
            [
                texts["Give the account read=call,system,agent in manager.conf and reload the manager."],
                texts["Look for an eventfilter of the account that keeps ExtensionStatus away; those that other panels advise begin with !Event: ExtensionStatus."],
                texts["The command query --check-permissions of the README listens and names the filter."],
            ],
            ShowAccount),
        HelpTopic.Closed => new(
            texts["The PBX closed the connection"],
            texts["Asterisk or its manager was stopped or restarted, or the network was cut. AmiBlazor connects again by itself."],
            [
                texts["Wait until the PBX is up. What changed meanwhile comes with the next complete list; the history shows the gap."],
                texts["If it happens again and again, look at the log of Asterisk at that time, and for firewalls that close quiet connections."],
            ],
            "asterisk -rx 'core show uptime'"),
        HelpTopic.Malformed => new(
            texts["The PBX's answer cannot be trusted"],
            texts["An answer was damaged, cut short, or is not what Asterisk sends. It was discarded as a whole; nothing was changed."],
            [
                texts["Refresh again: during a reload of the dialplan a list can be cut short."],
                texts["The words of the PBX beside the message show where it went wrong. A line break in a hint or a name is a likely reason."],
                texts["Check what is between the two: a proxy must pass the bytes as they are."],
            ]),
        HelpTopic.TooMuch => new(
            texts["The PBX sends more than allowed"],
            texts["Bounds keep one PBX from taking all memory. They are far above what real floors need."],
            [
                texts["Keep only the contexts that you need: Ami:Servers:N:Contexts."],
                texts["Give the account the eventfilter of the README, which keeps unneeded events away."],
                texts["If the PBX is that large, run one AmiBlazor for each part of it."],
            ]),
        HelpTopic.EmptyList => new(
            texts["The list has no extensions"],
            texts["AmiBlazor shows extensions that have a hint in the dialplan. The PBX lists none, or far fewer than before."],
            [
                texts["While Asterisk starts or reloads, hints may be missing: refresh again in a moment."],
                texts["Show the hints on the PBX. An extension without one needs a line such as the one below."],
                texts["If Contexts are configured, check their spelling."],
            ],
            "asterisk -rx 'core show hints'\nexten => 1001,hint,PJSIP/1001"),
        HelpTopic.SecretFile => new(
            texts["The secret file cannot be read"],
            texts["The secret of the manager account is kept in a file, and the file is missing, empty, or not readable by AmiBlazor."],
            [
                texts["Check the path of SecretFile; a relative one starts from AmiBlazor's folder."],
                texts["Give AmiBlazor's user the right to read it. The secret is its first line."],
                texts["A corrected file is used within seconds, without a restart."],
            ]),
        HelpTopic.Database => new(
            texts["The database does not save"],
            texts["Nothing was lost or half saved: what could not be written was not shown as saved either."],
            [
                texts["Free space on its disk, and check the rights of the folder."],
                texts["Close other programs that hold the database open."],
                texts["If it is damaged, stop AmiBlazor and restore the last good backup."],
            ],
            "dotnet AmiBlazor.dll doctor\ndotnet AmiBlazor.dll restore BACKUP"),
        _ => new(
            texts["An error inside AmiBlazor"],
            texts["The PBX did nothing wrong. The log has the details."],
            [
                texts["Try again; the main connection comes back by itself."],
                texts["If it happens again, report it with the lines of the log around that time."],
            ]),
    };
}
