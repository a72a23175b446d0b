namespace AmiBlazor.Ami;

/// <summary>
/// Two hints of one name, as <c>1000</c> and <c>1000/555</c> (for the caller 555 alone) are. A list holds both under the name 1000; events name the hint
/// of the first whichever has changed; only the question about the extension is answered with the first one's hint and state (seen on 16 and 22).
/// </summary>
internal static class AmbiguousHints
{
    /// <summary>The most extensions that are asked for after one list.</summary>
    private const int MostAsked = 100;

    /// <summary>Gives each extension of which the list holds two hints the one that counts.</summary>
    /// <exception cref="AmiException">The session has ended, or does not answer.</exception>
    public static async Task SettleAsync(AmiSession session, ExtensionStateList list, CancellationToken cancellationToken)
    {
        foreach (var (context, exten) in list.Ambiguous.Distinct().Take(MostAsked))
        {
            try
            {
                list.Settle(await session.GetExtensionStateAsync(context, exten, cancellationToken).ConfigureAwait(false));
            }
            catch (AmiException refused) when (refused is AmiPermissionException or AmiRefusedException or AmiCommandUnknownException
                or AmiMalformedException or AmiInvalidActionException)
            {
                // The one that the list chose stays.
            }
        }
    }
}
