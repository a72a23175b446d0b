namespace AmiBlazor.Auth.Circuits;

/// <summary>How long the connections of pages wait for what. No setting of the configuration: the page's script relies on the first.</summary>
internal sealed class PageTimings
{
    /// <summary>
    /// The pause between two signs of life of the server. A pulled cable is noticed by silence alone: app.js takes the connection for lost after 15 s
    /// without one.
    /// </summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>For so long a browser may take to leave a page that was ended; then its connection is cut.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);
}
