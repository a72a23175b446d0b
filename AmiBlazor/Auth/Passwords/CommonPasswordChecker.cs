namespace AmiBlazor.Auth.Passwords;

/// <summary>Finds what is a common password, a plain run of keys, or one of those dressed up a little.</summary>
internal static class CommonPasswordChecker
{
    /// <summary>Digits and signs at the end do not make a password out of a common one, unless they could be one themselves.</summary>
    private const int LongestTail = PasswordPolicy.Shortest - 1;

    private const int ShortestWord = 4;

    // Of shorter numbers so many are listed that a good password of digits would begin with one.
    private const int ShortestNumber = 6;

    private const int ShortestPattern = 4;

    // The last key is followed by the first.
    private static readonly string[] Runs =
    [
        .. new[]
        {
            "abcdefghijklmnopqrstuvwxyz",
            "1234567890",
            "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiop", "yxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "qwertzuiopüasdfghjklöäyxcvbnm",
            "azertyuiop", "qsdfghjklm", "wxcvbn", "azertyuiopqsdfghjklmwxcvbn",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp", "1q2w3e4r5t6y7u8i9o0p", "qawsedrftgyhujikolp",
            "!@#$%^&*()", "!\"§$%&/()=",
        }.SelectMany(keys => new[] { keys, string.Concat(keys.Reverse()) }),
    ];

    /// <summary>Whether it is one of those.</summary>
    /// <param name="lower">In small letters.</param>
    public static bool Includes(string lower)
    {
        for (var end = lower.Length; end >= ShortestWord && lower.Length - end <= LongestTail; end--)
        {
            if (IsKnown(lower[..end])) return true;
            if (char.IsLetter(lower[end - 1])) return false;
        }

        return false;
    }

    private static bool IsKnown(string word) =>
        (word.Length >= (word.Any(char.IsLetter) ? ShortestWord : ShortestNumber) && CommonPasswords.Contains(word)) || IsRun(word) || IsRepeated(word);

    private static bool IsRun(string word) => Runs.Any(keys =>
        word.Length <= keys.Length * 3 && string.Concat(keys, keys, keys, keys).Contains(word, StringComparison.Ordinal));

    /// <summary>One character or a short pattern over and over, or a word that is known so.</summary>
    private static bool IsRepeated(string word)
    {
        for (var length = 1; length <= word.Length / 2; length++)
        {
            if (word.Length % length != 0 || !word.AsSpan(length).SequenceEqual(word.AsSpan(0, word.Length - length))) continue;
            if (length <= ShortestPattern || Includes(word[..length])) return true;
        }

        return false;
    }
}
