using AmiBlazor.Ami;

namespace AmiBlazor.Queues;

/// <summary>What an agent's state follows, by the rules of Asterisk (<c>device_state_cb</c> and <c>extension_state_cb</c> in apps/app_queue.c).</summary>
internal static class AgentDevice
{
    /// <summary>The device by whose changes the agent's state changes: a device, or an extension's hint as <c>hint:1003@hints</c>.</summary>
    public static string Of(QueueMemberRow agent)
    {
        var device = agent.StateInterface.Length > 0 ? agent.StateInterface : agent.Interface;

        // Local/1003@from-queue/n: what follows the second slash says how to dial.
        if (!device.StartsWith("Local/", StringComparison.OrdinalIgnoreCase)) return device;
        return device.IndexOf('/', "Local/".Length) is > 0 and var end ? device[..end] : device;
    }

    /// <summary>The name of an extension's hint among devices.</summary>
    public static string OfHint(string context, string exten) => $"hint:{exten}@{context}";

    public static bool IsHint(string device) => device.StartsWith("hint:", StringComparison.OrdinalIgnoreCase);

    /// <summary>The extension and the context that a device names; null when it names none. The context is empty when it is not given.</summary>
    public static (string Exten, string Context)? Extension(string device)
    {
        var name = IsHint(device) ? device["hint:".Length..]
            : device.StartsWith("Local/", StringComparison.OrdinalIgnoreCase) ? device["Local/".Length..]
            : null;
        if (name is null) return null;
        var at = name.IndexOf('@', StringComparison.Ordinal);
        if (at < 0) return (name.Split('/')[0], "");
        return (name[..at], name[(at + 1)..].Split('/')[0]);
    }
}
