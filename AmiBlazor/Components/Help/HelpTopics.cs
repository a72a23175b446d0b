using System.Text.RegularExpressions;

namespace AmiBlazor.Components.Help;

/// <summary>Finds the page of help for an error, by the words of its template: stored sentences of earlier versions are found as well.</summary>
public static partial class HelpTopics
{
    // The first that occurs in a template decides.
    private static readonly (string Words, HelpTopic Topic)[] Clues =
    [
        ("Nothing was saved", HelpTopic.Database),
        ("internal error", HelpTopic.Internal),
        ("fault in this program", HelpTopic.Internal),
        ("was not sent to PBX", HelpTopic.Internal),
        ("secret file", HelpTopic.SecretFile),
        ("refused the connection", HelpTopic.ConnectionRefused),
        ("The host name of PBX", HelpTopic.UnknownHost),
        ("cannot be reached", HelpTopic.Unreachable),
        ("did not accept the connection", HelpTopic.Unreachable),
        ("closed it without sending anything", HelpTopic.NoManager),
        ("no Asterisk manager banner", HelpTopic.NoManager),
        ("is not an Asterisk manager", HelpTopic.NoManager),
        ("when TLS was to begin", HelpTopic.Tls),
        ("speaks no TLS", HelpTopic.Tls),
        ("no longer secure", HelpTopic.Tls),
        ("refused TLS", HelpTopic.Tls),
        ("TLS cipher", HelpTopic.Tls),
        ("TLS with PBX", HelpTopic.Tls),
        ("TLS handshake", HelpTopic.Tls),
        ("certificate", HelpTopic.Certificate),
        ("is already logged in", HelpTopic.LoginInUse),
        ("refused the login", HelpTopic.Login),
        ("may not use", HelpTopic.Permission),
        ("may not list", HelpTopic.Permission),
        ("does not know the action", HelpTopic.UnknownAction),
        ("refused the action", HelpTopic.UnknownAction),
        ("individual queries", HelpTopic.UnknownAction),
        ("no event arrived", HelpTopic.Deaf),
        ("without an event", HelpTopic.Deaf),
        ("but no ExtensionStatus", HelpTopic.Deaf),
        ("did not answer", HelpTopic.Slow),
        ("sent nothing for", HelpTopic.Slow),
        ("did not finish its list", HelpTopic.Slow),
        ("without the end of a message", HelpTopic.TooMuch),
        ("a list of more than", HelpTopic.TooMuch),
        ("sent more than", HelpTopic.TooMuch),
        ("sent more events", HelpTopic.TooMuch),
        ("sent events for more than", HelpTopic.TooMuch),
        ("not on the board", HelpTopic.TooMuch),
        ("the list was discarded", HelpTopic.Malformed),
        ("not the manager protocol", HelpTopic.Malformed),
        ("incomplete reply", HelpTopic.Malformed),
        ("without a single extension", HelpTopic.EmptyList),
        ("none of them in the configured contexts", HelpTopic.EmptyList),
        ("lists no extensions", HelpTopic.EmptyList),
        ("and are gone", HelpTopic.EmptyList),
        ("closed the connection", HelpTopic.Closed),
        ("dropped the connection", HelpTopic.Closed),
        ("AmiBlazor closed the session", HelpTopic.Closed),
        ("reported that it is", HelpTopic.Closed),
    ];

    /// <summary>The page of help for an error; null if there is none.</summary>
    /// <param name="sentence">The error, as template and values; null for none.</param>
    public static HelpTopic? Of(FormattableString? sentence)
    {
        if (sentence is null) return null;
        foreach (var (words, topic) in Clues)
        {
            if (sentence.Format.Contains(words, StringComparison.Ordinal)) return topic;
        }

        return null;
    }

    /// <summary>The topic's word in addresses, such as <c>connection-refused</c>.</summary>
    public static string Word(HelpTopic topic) => WordStart().Replace(topic.ToString(), "-$0").ToLowerInvariant();

    /// <summary>The topic of an address; null if there is none of this word.</summary>
    public static HelpTopic? Parse(string? word) =>
        Enum.GetValues<HelpTopic>().Where(topic => string.Equals(Word(topic), word, StringComparison.Ordinal)).Select(topic => (HelpTopic?)topic).FirstOrDefault();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
