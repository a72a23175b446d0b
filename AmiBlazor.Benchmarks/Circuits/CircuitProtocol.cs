using System.Buffers;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace AmiBlazor.Benchmarks.Circuits;

/// <summary>
/// The protocol of a circuit: the framework's hub protocol, which is internal there, and the server's messages.
/// </summary>
internal sealed class CircuitProtocol : IInvocationBinder
{
    public const string RenderBatch = "JS.RenderBatch";
    public const string BeginInvokeJS = "JS.BeginInvokeJS";
    public const string EndInvokeDotNet = "JS.EndInvokeDotNet";
    public const string EndUpdateRootComponents = "JS.EndUpdateRootComponents";
    public const string Error = "JS.Error";

    public static readonly byte[] Handshake = "{\"protocol\":\"blazorpack\",\"version\":1}\u001e"u8.ToArray();

    private static readonly CircuitProtocol Binder = new();
    private static readonly IHubProtocol Protocol = (IHubProtocol)Activator.CreateInstance(
        typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.BlazorPack.BlazorPackHubProtocol", throwOnError: true)!,
        nonPublic: true)!;

    private static readonly Dictionary<string, Type[]> Calls = new(StringComparer.Ordinal)
    {
        [RenderBatch] = [typeof(int), typeof(byte[])],
        [BeginInvokeJS] = [typeof(long), typeof(string), typeof(string), typeof(int), typeof(long), typeof(int)],
        [EndInvokeDotNet] = [typeof(string), typeof(bool), typeof(string)],
        [Error] = [typeof(string)],
        ["JS.AttachComponent"] = [typeof(int), typeof(string)],
        [EndUpdateRootComponents] = [typeof(long)],
        ["JS.EndLocationChanging"] = [typeof(int), typeof(bool)],
    };

    private CircuitProtocol()
    {
    }

    public static ReadOnlyMemory<byte> Write(HubMessage message) => Protocol.GetMessageBytes(message);

    /// <summary>Parses the next message, if it is complete.</summary>
    public static HubMessage? Read(ref ReadOnlySequence<byte> bytes) =>
        Protocol.TryParseMessage(ref bytes, Binder, out var message) ? message : null;

    public Type GetReturnType(string invocationId) => typeof(string);

    public IReadOnlyList<Type> GetParameterTypes(string methodName) =>
        Calls.TryGetValue(methodName, out var types)
            ? types
            : throw new InvalidOperationException($"The server said {methodName}, which is not known here.");

    public Type GetStreamItemType(string streamId) => typeof(byte[]);
}
