using System.Runtime.InteropServices;

namespace AmiBlazor;

/// <summary>
/// Hears Ctrl+C and SIGTERM for as long as the process lives, beside the application that runs: while one has ended and the next has not begun nobody else
/// does, and one that is about to begin again takes a signal for what it does already.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _heard = [];
    private volatile bool _haveCome;

    public StopSignals()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM })
        {
            _heard.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                _haveCome = true;
            }));
        }
    }

    /// <summary>Whether one has come: the process is to end, whatever else was asked for.</summary>
    public bool HaveCome => _haveCome;

    public void Dispose() => _heard.ForEach(static signal => signal.Dispose());
}
