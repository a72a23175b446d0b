namespace AmiBlazor.Components.Help;

/// <summary>What a page of help is about: the errors that are mended in the same way.</summary>
public enum HelpTopic
{
    /// <summary>Nothing accepts connections at the port.</summary>
    ConnectionRefused,

    /// <summary>DNS does not know the host.</summary>
    UnknownHost,

    /// <summary>No way to the host, or no answer from it.</summary>
    Unreachable,

    /// <summary>Something else than an Asterisk manager answers.</summary>
    NoManager,

    /// <summary>TLS does not begin.</summary>
    Tls,

    /// <summary>The certificate is not trusted.</summary>
    Certificate,

    /// <summary>The account is not let in.</summary>
    Login,

    /// <summary>The account is let in once only.</summary>
    LoginInUse,

    /// <summary>The account lacks a right.</summary>
    Permission,

    /// <summary>The PBX has no such action.</summary>
    UnknownAction,

    /// <summary>The PBX takes too long.</summary>
    Slow,

    /// <summary>Events do not arrive.</summary>
    Deaf,

    /// <summary>The PBX ended the connection.</summary>
    Closed,

    /// <summary>The PBX's data are not what Asterisk sends.</summary>
    Malformed,

    /// <summary>More than what is allowed.</summary>
    TooMuch,

    /// <summary>The list has no extensions, or misses most.</summary>
    EmptyList,

    /// <summary>The file of the account's secret.</summary>
    SecretFile,

    /// <summary>The database does not save.</summary>
    Database,

    /// <summary>A fault of AmiBlazor.</summary>
    Internal,
}
