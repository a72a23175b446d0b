namespace AmiBlazor.Ami;

/// <summary>A message's own words for a person, with the line that matters.</summary>
internal static class AmiWords
{
    /// <summary>All headers; of an odd message its first header and the odd line.</summary>
    public static string Of(in AmiMessage message)
    {
        if (message.Oddity != AmiOddity.None)
        {
            var first = message.Count > 0 ? Header(message, 0) + " … " : "";
            return AmiText.ForPeople($"{first}line {message.OddLineNumber}: {AmiText.Decode(message.OddLine)}");
        }

        var headers = new List<string>();
        for (var i = 0; i < message.Count; i++) headers.Add(Header(message, i));
        return AmiText.ForPeople(string.Join(", ", headers));
    }

    private static string Header(in AmiMessage message, int index) => $"{AmiText.Decode(message.Name(index))}: {AmiText.Decode(message.Value(index))}";
}
