namespace AmiBlazor.Ami;

/// <summary>
/// A session with a PBX failed. The message is one or two sentences for a person: what happened, to which PBX, what to do. It never holds a secret.
/// </summary>
internal abstract class AmiException(string message, string? pbxWords, Exception? cause) : Exception(message, cause)
{
    /// <summary>What the PBX itself said, as text; null when it said nothing.</summary>
    public string? PbxWords { get; } = pbxWords;
}

/// <summary>No connection: refused, unreachable, name unknown, reset before the banner.</summary>
internal sealed class AmiConnectException(string message, Exception? cause) : AmiException(message, null, cause);

/// <summary>TLS failed: certificate not trusted, pin not matched, no TLS there.</summary>
internal sealed class AmiTlsException(string message, Exception? cause) : AmiException(message, null, cause);

/// <summary>Something listens there, but it is no Asterisk manager; no secret was sent.</summary>
internal sealed class AmiNotManagerException(string message, string? pbxWords) : AmiException(message, pbxWords, null);

/// <summary>Wrong username, wrong secret, or an ACL that forbids this address.</summary>
internal sealed class AmiAuthenticationException(string message, string? pbxWords) : AmiException(message, pbxWords, null);

/// <summary><c>allowmultiplelogin=no</c> and the account is logged in elsewhere.</summary>
internal sealed class AmiLoginInUseException(string message, string? pbxWords) : AmiException(message, pbxWords, null);

/// <summary>The account may not do what was asked.</summary>
internal sealed class AmiPermissionException(string message, string? pbxWords) : AmiException(message, pbxWords, null);

/// <summary>The PBX does not know the action.</summary>
internal sealed class AmiCommandUnknownException(string message, string? pbxWords) : AmiException(message, pbxWords, null);

/// <summary>The PBX refused the action with words that no other exception here stands for.</summary>
internal sealed class AmiRefusedException(string message, string? pbxWords) : AmiException(message, pbxWords, null);

/// <summary>The bytes are no AMI, or a list's <c>ListItems</c> is not the number of rows that came.</summary>
internal sealed class AmiMalformedException(string message, string? pbxWords) : AmiException(message, pbxWords, null);

/// <summary>The PBX sent more than <see cref="AmiLimits"/> allows.</summary>
internal sealed class AmiLimitExceededException(string message) : AmiException(message, null, null);

/// <summary>The PBX closed or reset the connection while an answer was due.</summary>
internal sealed class AmiClosedException(string message, Exception? cause) : AmiException(message, null, cause);

/// <summary>The PBX did not answer in time.</summary>
internal sealed class AmiTimeoutException(string message) : AmiException(message, null, null);

/// <summary>The account's secret cannot be had: its file is missing, empty or unreadable. Nothing was sent.</summary>
internal sealed class AmiSecretException(string message, Exception? cause) : AmiException(message, null, cause);

/// <summary>An action that may not reach the wire: a line break or NUL in a header, or a line longer than Asterisk reads. Nothing was sent.</summary>
internal sealed class AmiInvalidActionException(string message) : AmiException(message, null, null);

/// <summary>A fault of our own while reading; the PBX did nothing wrong.</summary>
internal sealed class AmiFaultException(string message, Exception fault) : AmiException(message, null, fault);
