namespace AmiBlazor.Refresh;

/// <summary>The named PBX is not configured.</summary>
internal sealed class UnknownServerException : Exception
{
    public UnknownServerException(string server)
        : this(server, $"No PBX named “{server}” is configured. The names are set by the keys Ami:Servers:N:Name.")
    {
    }

    private UnknownServerException(string server, FormattableString sentence)
        : base(FormattableString.Invariant(sentence))
    {
        Server = server;
        Sentence = sentence;
    }

    public string Server { get; }

    /// <summary>The message as template and values, so that it can be translated.</summary>
    public FormattableString Sentence { get; }
}
