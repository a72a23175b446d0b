namespace AmiBlazor.Ami;

/// <summary>Reads the states of the devices that hints fold.</summary>
internal static class DeviceStateReader
{
    /// <summary>The most devices that are asked for one by one, beside the list.</summary>
    private const int MostAsked = 100;

    /// <summary>The states of devices, from one list. Asterisk's list holds no device that never had a state; of those, phones are asked for.</summary>
    /// <param name="session">The session.</param>
    /// <param name="devices">The devices that matter.</param>
    /// <param name="isPhone">Whether a device is a phone.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when none matters, or the PBX or the account does not allow it.</returns>
    /// <exception cref="AmiException">The session has ended, or does not answer.</exception>
    public static async Task<IReadOnlyDictionary<string, string>?> ReadAsync(
        AmiSession session, HashSet<string> devices, Func<string, bool> isPhone, CancellationToken cancellationToken)
    {
        if (devices.Count == 0) return null;
        try
        {
            var states = await session.ListDeviceStatesAsync(devices, cancellationToken).ConfigureAwait(false);
            if (states.Count == devices.Count) return states;
            var missing = devices.Where(device => !states.ContainsKey(device) && isPhone(device)).Take(MostAsked).ToList();
            foreach (var device in missing) states.Add(device, await session.GetDeviceStateAsync(device, cancellationToken).ConfigureAwait(false));
            return states;
        }
        catch (AmiException refused) when (refused is AmiPermissionException or AmiRefusedException or AmiCommandUnknownException
            or AmiMalformedException or AmiLimitExceededException or AmiInvalidActionException)
        {
            return null;
        }
    }
}
