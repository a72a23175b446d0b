using System.Text.Json;
using AmiBlazor.Calls;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Calls;

/// <summary>
/// Calls as tests write them, a line for each: the parties by their phones, what each does, and with whom. <c>1001(1002) talking 1002; 1002 talking 1001</c>
/// is a call that 1001 has placed to 1002. At the end stand the number to fetch a parked party, and the queue.
/// </summary>
internal static class CallText
{
    public const string Nobody = "nobody";

    /// <summary>The calls.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="isWhole">Whether to tell what only those know who have seen the call from its beginning: queue and parking space.</param>
    public static string Of(IEnumerable<Call> calls, bool isWhole) => Join(calls.Select(call => Call(
        call.Parties.Select(party => Party(
            party.Device, party.IsCaller, party.Dialled, party.State.Word(), party.Peers.Select(peer => peer.Number), party.ListensTo,
            isWhole ? party.ParkingSpace : null)),
        isWhole ? call.Queue : null)));

    /// <summary>The calls of the only PBX in an answer of <c>GET /api/calls</c>.</summary>
    public static string Of(JsonElement answer) => Join(answer.EnumerateArray().Single().GetProperty("calls").EnumerateArray().Select(call => Call(
        call.GetProperty("parties").EnumerateArray().Select(party => Party(
            party.Text("device"), party.Text("direction") is "caller", party.Text("dialled"), party.Text("state"),
            party.GetProperty("with").EnumerateArray().Select(peer => peer.Text("number")), party.GetProperty("listensTo").GetString(),
            party.GetProperty("parkingSpace").GetString())),
        call.GetProperty("queue").GetString())));

    /// <summary>The same calls, written in any order.</summary>
    public static string Join(IEnumerable<string> calls) => string.Join(Environment.NewLine, calls.Order(StringComparer.Ordinal).DefaultIfEmpty(Nobody));

    /// <summary>The text without what only those know who have seen the call from its beginning.</summary>
    public static string WithoutPast(string text) => string.Join(Environment.NewLine, text.Split(Environment.NewLine)
        .Select(call => string.Join("; ", call.Split(" [")[0].Split("; ").Select(party => party.Split('@')[0])))
        .Order(StringComparer.Ordinal));

    private static string Call(IEnumerable<string> parties, string? queue) =>
        string.Join("; ", parties.Order(StringComparer.Ordinal)) + (queue is null ? "" : $" [{queue}]");

    private static string Party(string device, bool isCaller, string dialled, string state, IEnumerable<string> with, string? listensTo, string? space)
    {
        var others = string.Join('+', with.Order(StringComparer.Ordinal));
        return $"{Phone(device)}{(isCaller ? $"({dialled})" : "")} {state}{(others.Length == 0 ? "" : " " + others)}"
            + (listensTo is null || others.Length > 0 ? "" : " " + Phone(listensTo)) + (space is null ? "" : "@" + space);
    }

    private static string Phone(string device) => device.Replace("PJSIP/", "", StringComparison.Ordinal);
}
