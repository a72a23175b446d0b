using System.Buffers;
using System.Globalization;
using System.Text;
using AmiBlazor.Board;

namespace AmiBlazor.Demo;

/// <summary>The messages of the demo PBX, byte for byte as Asterisk 22 writes them.</summary>
internal static class DemoWire
{
    /// <summary>The banner of Asterisk 22.10. The version is the manager interface's, not Asterisk's.</summary>
    public const string Banner = "Asterisk Call Manager/11.0.0\r\n";

    private static readonly byte[][] StateHeaders = [.. Enumerable.Range(0, (int)DemoState.OnHold + 1).Select(state =>
        Encoding.Latin1.GetBytes($"Status: {state}\r\nStatusText: {((DemoState)state).Text()}\r\n\r\n"))];

    /// <summary>One header.</summary>
    public static IBufferWriter<byte> Header(this IBufferWriter<byte> output, string name, string value) => output.Text($"{name}: {value}\r\n");

    /// <summary>The beginning of every response, with the action's own id if it had one.</summary>
    public static IBufferWriter<byte> Response(this IBufferWriter<byte> output, string response, DemoAction action)
    {
        output.Header("Response", response);
        return action["ActionID"] is { } id ? output.Header("ActionID", id) : output;
    }

    public static void EndOfMessage(this IBufferWriter<byte> output) => output.Write("\r\n"u8);

    /// <summary>The extension's headers, the headers of its state, and the end of the message.</summary>
    public static void State(this IBufferWriter<byte> output, DemoExtension extension, DemoState state)
    {
        output.Write(extension.Headers);
        output.Write(StateHeaders[(int)state]);
    }

    /// <summary>The complete response to <c>ExtensionStateList</c>: start, rows and completion.</summary>
    public static void List(this IBufferWriter<byte> output, DemoAction action, IReadOnlyList<DemoExtension> extensions)
    {
        output.Response("Success", action).Header("EventList", "start").Header("Message", "Extension Statuses will follow").EndOfMessage();
        var id = action["ActionID"] is { } given ? $"ActionID: {given}\r\n" : "";
        var row = Encoding.Latin1.GetBytes("Event: ExtensionStatus\r\n" + id);
        foreach (var extension in extensions)
        {
            output.Write(row);
            output.State(extension, extension.State);
        }

        output.Text("Event: ExtensionStateListComplete\r\n" + id).Header("EventList", "Complete")
            .Header("ListItems", extensions.Count.ToString(CultureInfo.InvariantCulture)).EndOfMessage();
    }

    /// <summary>A change of a hint: two messages.</summary>
    public static DemoEvent Event(DemoExtension extension, DemoState state) => new("ExtensionStatus", () => Events(extension, state));

    private static byte[] Events(DemoExtension extension, DemoState state)
    {
        var output = new ArrayBufferWriter<byte>(512);
        output.Write("Event: ExtensionStatus\r\nPrivilege: call,all\r\n"u8);
        output.State(extension, state);
        output.Write("Event: DeviceStateChange\r\nPrivilege: call,all\r\n"u8);
        output.Header("Device", extension.Device).Header("State", state.DeviceWord()).EndOfMessage();
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The end of a list.</summary>
    /// <param name="output">Gets it.</param>
    /// <param name="name">The name of its event.</param>
    /// <param name="action">The action that asked for the list.</param>
    /// <param name="rows">How many rows it had.</param>
    /// <param name="again">A header that tells the same once more; null for none.</param>
    public static void Complete(this IBufferWriter<byte> output, string name, DemoAction action, int rows, string? again = null)
    {
        var count = rows.ToString(CultureInfo.InvariantCulture);
        output.Header("Event", name).Id(action).Header("EventList", "Complete").Header("ListItems", count);
        if (again is not null) output.Header(again, count);
        output.EndOfMessage();
    }

    /// <summary>The action's own id, if it had one.</summary>
    public static IBufferWriter<byte> Id(this IBufferWriter<byte> output, DemoAction action) =>
        action["ActionID"] is { } id ? output.Header("ActionID", id) : output;

    /// <summary>Ends a message and takes its bytes.</summary>
    public static byte[] Bytes(this IBufferWriter<byte> output)
    {
        output.EndOfMessage();
        return ((ArrayBufferWriter<byte>)output).WrittenSpan.ToArray();
    }

    public static IBufferWriter<byte> Text(this IBufferWriter<byte> output, string text)
    {
        Encoding.Latin1.GetBytes(text, output);
        return output;
    }
}
