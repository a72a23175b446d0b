using System.Net;
using System.Net.Sockets;

namespace AmiBlazor.Ami;

/// <summary>The lines of manager.conf that make the account that watches, as README has them.</summary>
internal static class AmiAccountLines
{
    /// <summary>What the account reads.</summary>
    public const string Read = "read = call,system,agent";

    /// <summary>What it may ask for.</summary>
    public const string Write = "write = reporting";

    /// <summary>Stands for the address of this machine where nobody knows it.</summary>
    public const string UnknownAddress = "ADDRESS-OF-AMIBLAZOR";

    /// <summary>The manager itself, which FreePBX has already.</summary>
    public static IReadOnlyList<string> General(bool tls, int port) => tls
        ?
        [
            "[general]", "enabled = yes", "tlsenable = yes", FormattableString.Invariant($"tlsbindaddr = 0.0.0.0:{port}"),
            "tlscertfile = /etc/asterisk/keys/asterisk.pem", "tlsprivatekey = /etc/asterisk/keys/asterisk.key",
        ]
        : ["[general]", "enabled = yes", FormattableString.Invariant($"port = {port}"), "bindaddr = 0.0.0.0"];

    /// <summary>The account.</summary>
    /// <param name="username">Its name.</param>
    /// <param name="secret">Its secret; null for one that stays as it is.</param>
    /// <param name="from">The address of this machine, from which alone it may log in; null where it is unknown.</param>
    public static IReadOnlyList<string> Account(string username, string? secret, IPAddress? from) =>
    [
        $"[{username}]",
        secret is null ? "; secret = as it is" : "secret = " + Escape(secret),
        .. from is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
            ? new[] { "deny = ::/0", "deny = 0.0.0.0/0.0.0.0", $"permit = {new IPAddress(from.GetAddressBytes())}/128" }
            : ["deny = 0.0.0.0/0.0.0.0", $"permit = {from?.MapToIPv4().ToString() ?? UnknownAddress}/255.255.255.255"],
        Read,
        Write,
        AmiEventFilter.Line,
    ];

    // A semicolon begins a comment.
    private static string Escape(string value) => value.Replace(";", "\\;", StringComparison.Ordinal);
}
