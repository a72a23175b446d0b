namespace AmiBlazor.Auth.Sessions;

/// <summary>How the person of a session signed in, as it is stored.</summary>
internal static class SessionMethods
{
    public const string Password = "password";

    /// <summary>Password and a code of the authenticator app.</summary>
    public const string Code = "code";

    /// <summary>Password and a recovery code.</summary>
    public const string RecoveryCode = "recovery-code";

    public const string Passkey = "passkey";
}
