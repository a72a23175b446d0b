namespace AmiBlazor.Hosting;

/// <summary>The reverse proxies in front of this program: section <c>ReverseProxy</c>.</summary>
internal sealed class ReverseProxyOptions
{
    public const string Section = "ReverseProxy";

    /// <summary>
    /// Addresses of the proxies, or networks (CIDR) that hold nothing but proxies. <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are trusted from
    /// these only; from nobody if the list is empty.
    /// </summary>
    public List<string> Networks { get; set; } = [];

    /// <summary>The sub-path below which the proxy serves this program, such as <c>/ami</c>; empty for the whole host name.</summary>
    public string PathBase { get; set; } = "";
}
