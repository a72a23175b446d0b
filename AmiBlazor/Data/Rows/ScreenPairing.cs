namespace AmiBlazor.Data.Rows;

/// <summary>A screen that shows a code and waits for an administrator, on any node of a cluster. A program without one keeps it in memory.</summary>
internal sealed class ScreenPairing
{
    public required string Code { get; set; }

    /// <summary>SHA-256 of what the browser of the screen keeps.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>By which addresses are told apart: each has few codes.</summary>
    public required string AddressKey { get; set; }

    /// <summary>The IP address, and what the browser called itself.</summary>
    public required string Origin { get; set; }

    public DateTimeOffset BegunAt { get; set; }

    /// <summary>Whether an administrator has entered the code.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The token of the screen, encrypted with a data protection key, until the browser fetches it; null before the screen is paired.</summary>
    public string? Token { get; set; }
}
