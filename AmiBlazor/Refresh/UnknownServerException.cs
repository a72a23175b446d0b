namespace AmiBlazor.Refresh;

/// <summary>A PBX was named that the configuration does not have.</summary>
internal sealed class UnknownServerException(string server)
    : Exception($"No PBX named “{server}” is configured. The configured names are the keys Ami:Servers:N:Name.")
{
    public string Server { get; } = server;
}
