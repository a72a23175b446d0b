namespace AmiBlazor.Auth.SignIn;

/// <summary>The page to open after sign-in, always within this program (no open redirect).</summary>
internal static class LocalPath
{
    /// <summary>The path if it is local, otherwise the board's.</summary>
    public static string Of(string? path) =>
        path is ['/', ..] && path is not (['/', '/', ..] or ['/', '\\', ..]) && !path.Any(char.IsControl) ? path : "/";
}
