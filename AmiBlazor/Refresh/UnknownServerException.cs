namespace AmiBlazor.Refresh;

/// <summary>A PBX was named that the configuration does not have.</summary>
internal sealed class UnknownServerException : Exception
{
    public UnknownServerException(string server)
        : this(server, $"No PBX named “{server}” is configured. The configured names are the keys Ami:Servers:N:Name.")
    {
    }

    private UnknownServerException(string server, FormattableString sentence)
        : base(FormattableString.Invariant(sentence))
    {
        Server = server;
        Sentence = sentence;
    }

    public string Server { get; }

    /// <summary>The message as template and values, to be said in another language.</summary>
    public FormattableString Sentence { get; }
}
