namespace AmiBlazor.Benchmarks.Wire;

/// <summary>A PBX to measure against: the replay server or a real Asterisk, each in a separate process.</summary>
internal interface IBenchPbx : IAsyncDisposable
{
    string Name { get; }

    int Port { get; }

    /// <summary>The PBX's process, for its CPU time.</summary>
    int ProcessId { get; }

    int Rows { get; }

    /// <summary>Changes the status of the given number of extensions, always the same ones, and returns when a list would show it.</summary>
    Task ChangeAsync(int count);
}
