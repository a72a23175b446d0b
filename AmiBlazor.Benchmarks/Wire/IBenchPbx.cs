namespace AmiBlazor.Benchmarks.Wire;

/// <summary>A PBX to measure against: the replaying server or a real Asterisk, each a process of its own.</summary>
internal interface IBenchPbx : IAsyncDisposable
{
    string Name { get; }

    int Port { get; }

    /// <summary>The process whose CPU the PBX's part costs.</summary>
    int ProcessId { get; }

    int Rows { get; }

    /// <summary>Changes the status of so many extensions, always the same ones, and returns when a list would show it.</summary>
    Task ChangeAsync(int count);
}
