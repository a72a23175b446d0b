using AmiBlazor.Ami;
using AmiBlazor.Board;

namespace AmiBlazor.Calls;

/// <summary>
/// Asks a PBX for states and for channels once more: the states before and after the list of channels, so that a call that begins or ends meanwhile is no
/// contradiction.
/// </summary>
internal static class TruthQuestion
{
    /// <returns>What the PBX has answered; null when it could not be asked.</returns>
    public static async Task<Answers?> AskAsync(AmiSession session, IReadOnlyList<(TruthClaim Claim, ContradictionKind Kind)> asked, CancellationToken cancellationToken)
    {
        try
        {
            var before = await StatesAsync(session, asked, cancellationToken);
            var channels = await session.ListChannelsAsync(cancellationToken);
            return new Answers(before, channels, await StatesAsync(session, asked, cancellationToken));
        }
        catch (AmiException)
        {
            // Whether the connection lives, or the account lacks a right, others find out and say.
            return null;
        }
    }

    private static async Task<Dictionary<ExtensionKey, int>> StatesAsync(
        AmiSession session, IReadOnlyList<(TruthClaim Claim, ContradictionKind Kind)> asked, CancellationToken cancellationToken)
    {
        var states = new Dictionary<ExtensionKey, int>();
        foreach (var (claim, kind) in asked)
        {
            if (kind == ContradictionKind.BusyWithoutCall && claim.AsksDevices)
            {
                var devices = new List<string>();
                foreach (var phone in claim.Phones) devices.Add(await session.GetDeviceStateAsync(phone, cancellationToken));
                states[claim.Extension] = HintState.Fold(devices);
                continue;
            }

            var answer = await session.GetExtensionStateAsync(claim.Extension.Context, claim.Extension.Exten, cancellationToken);

            // Of another hint it says nothing about these phones.
            if (string.Equals(answer.Hint, claim.Hint, StringComparison.Ordinal)) states[claim.Extension] = answer.Status;
        }

        return states;
    }

    /// <summary>What a PBX has answered.</summary>
    /// <param name="Before">The states before the list.</param>
    /// <param name="Channels">The list.</param>
    /// <param name="After">The states after it.</param>
    internal sealed record Answers(Dictionary<ExtensionKey, int> Before, IReadOnlyList<ChannelRow> Channels, Dictionary<ExtensionKey, int> After)
    {
        /// <summary>The state that contradicts the channels all the same; null when there is none.</summary>
        public int? Contradicts(TruthClaim claim, ContradictionKind kind)
        {
            if (!Before.TryGetValue(claim.Extension, out var before) || !After.TryGetValue(claim.Extension, out var after) || before != after) return null;
            var channels = ChannelsOf(claim).ToList();
            var isSo = kind == ContradictionKind.IdleInCall
                ? TruthClaim.SaysIdle(after) && channels.Exists(row => row.Channel.State != ChannelStates.Down)
                : TruthClaim.SaysBusy(after) && channels.Count == 0;
            return isSo ? after : null;
        }

        /// <summary>Whether the PBX has answered another state than the claim's, or one of another hint.</summary>
        public bool IsOtherState(TruthClaim claim, ContradictionKind kind) =>
            !After.TryGetValue(claim.Extension, out var after) || after != (kind == ContradictionKind.BusyWithoutCall ? claim.PhonesCode : claim.Code);

        /// <summary>Whether the PBX has answered other channels of the claim's phones than are tracked.</summary>
        public bool HasOtherChannels(TruthClaim claim, CallTracker tracker)
        {
            var ids = ChannelsOf(claim).Select(row => row.Channel.UniqueId).ToHashSet(StringComparer.Ordinal);
            return !ids.SetEquals(tracker.Channels.Where(channel => claim.Has(channel.Snapshot.Name)).Select(channel => channel.Id));
        }

        private IEnumerable<ChannelRow> ChannelsOf(TruthClaim claim) => Channels.Where(row => claim.Has(row.Channel.Name));
    }
}
