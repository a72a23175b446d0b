namespace AmiBlazor.Ami;

/// <summary>
/// A session with a PBX failed. The message is one or two sentences for a person: what happened, to which PBX, and what to do. It never holds a secret.
/// </summary>
internal abstract class AmiException(FormattableString sentence, string? pbxWords, Exception? cause) : Exception(FormattableString.Invariant(sentence), cause)
{
    /// <summary>The message as template and values, so that it can be translated.</summary>
    public FormattableString Sentence { get; } = sentence;

    /// <summary>What the PBX itself said; null when it said nothing.</summary>
    public string? PbxWords { get; } = pbxWords;
}

/// <summary>No connection: refused, unreachable, name unknown, reset before the banner.</summary>
internal sealed class AmiConnectException(FormattableString sentence, Exception? cause) : AmiException(sentence, null, cause);

/// <summary>TLS failed: certificate not trusted, pinned certificate not matched, or no TLS at that port.</summary>
internal sealed class AmiTlsException(FormattableString sentence, Exception? cause) : AmiException(sentence, null, cause)
{
    /// <summary>SHA-256 (hex) of the certificate that may be pinned, if it is the PBX's; null where pinning is no mend.</summary>
    public string? PinnableSha256 { get; init; }
}

/// <summary>Something listens at the port, but it is no Asterisk manager; no secret was sent.</summary>
internal sealed class AmiNotManagerException(FormattableString sentence, string? pbxWords) : AmiException(sentence, pbxWords, null);

/// <summary>Wrong username, wrong secret, or an ACL that forbids this address.</summary>
internal sealed class AmiAuthenticationException(FormattableString sentence, string? pbxWords) : AmiException(sentence, pbxWords, null);

/// <summary>The manager has <c>allowmultiplelogin=no</c>, and the account is logged in elsewhere.</summary>
internal sealed class AmiLoginInUseException(FormattableString sentence, string? pbxWords) : AmiException(sentence, pbxWords, null);

/// <summary>The account may not do what was asked.</summary>
internal sealed class AmiPermissionException(FormattableString sentence, string? pbxWords) : AmiException(sentence, pbxWords, null);

/// <summary>The PBX does not know the action.</summary>
internal sealed class AmiCommandUnknownException(FormattableString sentence, string? pbxWords) : AmiException(sentence, pbxWords, null);

/// <summary>The PBX refused the action for a reason that has no exception of its own.</summary>
internal sealed class AmiRefusedException(FormattableString sentence, string? pbxWords) : AmiException(sentence, pbxWords, null);

/// <summary>The bytes are not AMI, or a list's <c>ListItems</c> is not the number of its rows.</summary>
internal sealed class AmiMalformedException(FormattableString sentence, string? pbxWords) : AmiException(sentence, pbxWords, null);

/// <summary>The PBX sent more than <see cref="AmiLimits"/> allows.</summary>
internal sealed class AmiLimitExceededException(FormattableString sentence, string? pbxWords = null) : AmiException(sentence, pbxWords, null);

/// <summary>The PBX closed or reset the connection.</summary>
internal sealed class AmiClosedException(FormattableString sentence, Exception? cause) : AmiException(sentence, null, cause);

/// <summary>The PBX did not answer in time.</summary>
internal sealed class AmiTimeoutException(FormattableString sentence) : AmiException(sentence, null, null);

/// <summary>The file of the account's secret is missing, empty or unreadable. Nothing was sent.</summary>
internal sealed class AmiSecretException(FormattableString sentence, Exception? cause) : AmiException(sentence, null, cause);

/// <summary>The action must not be sent: a header holds a line break or a NUL, or a line is longer than Asterisk reads. Nothing was sent.</summary>
internal sealed class AmiInvalidActionException(FormattableString sentence) : AmiException(sentence, null, null);

/// <summary>A fault of this program while reading; the PBX did nothing wrong.</summary>
internal sealed class AmiFaultException(FormattableString sentence, Exception fault) : AmiException(sentence, null, fault);
