using AmiBlazor.Ami;

namespace AmiBlazor.Control;

/// <summary>Receives the events of a session that acts; it uses those of calls and recordings alone.</summary>
internal abstract class ControlListener : IAmiListener
{
    public bool FollowsCalls => true;

    public virtual bool FollowsRecordings => false;

    public virtual void ChannelChanged(ChannelEvent received, bool isProven)
    {
    }

    public virtual void RecordingChanged(string channelId, bool isOn)
    {
    }

    public void ExtensionChanged(ExtensionState state, bool isProven)
    {
    }

    public void DeviceChanged(string device, string state, bool isProven)
    {
    }

    public void PresenceChanged(ExtensionPresence presence, bool isProven)
    {
    }

    public void Doubted(string words)
    {
    }

    public void Skipped(string? name, bool isOfCalls)
    {
    }

    public void Reloaded(string module)
    {
    }

    public void ShuttingDown(bool restarting)
    {
    }

    public void FullyBooted()
    {
    }
}
