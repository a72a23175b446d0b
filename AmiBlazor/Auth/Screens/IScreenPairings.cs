namespace AmiBlazor.Auth.Screens;

/// <summary>
/// The screens that show a code and wait for an administrator to enter it. There are never many, and each address has few, because anybody may ask for one.
/// </summary>
internal interface IScreenPairings
{
    /// <summary>Begins a pairing.</summary>
    /// <param name="addressKey">By which addresses are told apart.</param>
    /// <param name="origin">Where the browser is and what it calls itself, for the administrator.</param>
    /// <returns>What the browser keeps; null if there are too many.</returns>
    ValueTask<string?> BeginAsync(string addressKey, string origin);

    /// <summary>The code of a browser, and for how long it is valid; null if it has none, or its time is over, or it has been entered.</summary>
    ValueTask<(string Code, TimeSpan Left)?> FindAsync(string? secret);

    /// <summary>Whether a browser has a code that is valid, entered or not.</summary>
    ValueTask<bool> IsWaitingAsync(string? secret);

    /// <summary>Takes a code that an administrator has entered: it works once.</summary>
    /// <param name="code">As it was typed.</param>
    /// <returns>The pairing; null if there is no such code.</returns>
    ValueTask<TakenPairing?> TakeAsync(string? code);

    /// <summary>The token that was made for a browser. It is given once.</summary>
    /// <returns>Null if none was made, or the time is over.</returns>
    ValueTask<string?> PickUpAsync(string? secret);
}

/// <summary>A code that was entered.</summary>
/// <param name="Origin">Where the browser is and what it calls itself.</param>
/// <param name="GiveAsync">Gives the browser its token.</param>
/// <param name="ReleaseAsync">Makes the code valid again, where nothing came of it.</param>
internal sealed record TakenPairing(string Origin, Func<string, Task> GiveAsync, Func<Task> ReleaseAsync);
