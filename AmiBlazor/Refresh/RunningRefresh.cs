namespace AmiBlazor.Refresh;

/// <summary>A refresh under way, as anybody may look at it at any time.</summary>
internal sealed class RunningRefresh
{
    public string ConnectionId => throw new NotImplementedException();

    public string Server => throw new NotImplementedException();

    public string AskedBy => throw new NotImplementedException();

    public DateTimeOffset StartedAt => throw new NotImplementedException();

    public RefreshPhase Phase => throw new NotImplementedException();

    /// <summary>Rows so far.</summary>
    public int Rows => throw new NotImplementedException();

    /// <summary>About how many rows will come: the extensions known on the PBX; 0 when none are.</summary>
    public int ExpectedRows => throw new NotImplementedException();
}
