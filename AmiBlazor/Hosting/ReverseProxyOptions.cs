namespace AmiBlazor.Hosting;

/// <summary>The reverse proxies before this program: section <c>ReverseProxy</c>.</summary>
internal sealed class ReverseProxyOptions
{
    public const string Section = "ReverseProxy";

    /// <summary>
    /// Addresses of the proxies, or networks (CIDR) in which nobody else is: from these alone <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are
    /// believed. Empty: from nobody.
    /// </summary>
    public List<string> Networks { get; set; } = [];
}
