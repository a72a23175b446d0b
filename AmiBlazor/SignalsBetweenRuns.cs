using System.Runtime.InteropServices;

namespace AmiBlazor;

/// <summary>
/// Hears Ctrl+C and SIGTERM while one application has ended and the next has not begun: nobody else does then, and the process would end in the middle.
/// </summary>
internal sealed class SignalsBetweenRuns : IDisposable
{
    private readonly List<PosixSignalRegistration> _heard = [];
    private volatile bool _isToEnd;

    /// <summary>Begins to hear them.</summary>
    public void Begin()
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGTERM })
        {
            _heard.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                _isToEnd = true;
            }));
        }
    }

    /// <summary>Leaves them to the application that has begun.</summary>
    /// <returns>Whether one has come, so that it must end.</returns>
    public bool End()
    {
        foreach (var signal in _heard) signal.Dispose();
        _heard.Clear();
        return _isToEnd;
    }

    public void Dispose() => End();
}
