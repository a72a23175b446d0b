namespace AmiBlazor.Ami;

/// <summary>How a session logs in.</summary>
internal enum AmiAuthentication
{
    /// <summary>Challenge and response: the secret never crosses the wire.</summary>
    Md5,

    /// <summary>Username and secret as plain text; only for TLS or loopback.</summary>
    Plain,
}
