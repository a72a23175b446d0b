namespace AmiBlazor.Auth.SignIn;

/// <summary>Where a browser goes on after signing in: within this program and nowhere else.</summary>
internal static class LocalPath
{
    /// <summary>The path where it is one of this program, or else the board.</summary>
    public static string Of(string? path) =>
        path is ['/', ..] && path is not (['/', '/', ..] or ['/', '\\', ..]) && !path.Any(char.IsControl) ? path : "/";
}
