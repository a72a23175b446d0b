namespace AmiBlazor.Auth.Passwords;

/// <summary>Recognises common passwords, keyboard sequences, and slight variations of them.</summary>
internal static class CommonPasswordChecker
{
    /// <summary>Digits and symbols at the end do not make a common password a good one, unless they are long enough to be a password.</summary>
    private const int LongestTail = PasswordPolicy.Shortest - 1;

    private const int ShortestWord = 4;

    // The list holds so many shorter numbers that a good password of digits would begin with one of them.
    private const int ShortestNumber = 6;

    private const int ShortestPattern = 4;

    // A sequence may go on from the last key to the first.
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

    /// <summary>Whether the password is one of these.</summary>
    /// <param name="lower">The password in lower case.</param>
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

    /// <summary>A repeated character, short pattern or common password.</summary>
    private static bool IsRepeated(string word)
    {
        for (var length = 1; length <= word.Length / 2; length++)
        {
            if (word.Length % length != 0 || !word.AsSpan(length).SequenceEqual(word.AsSpan(0, word.Length - length)))
                continue;
            if (length <= ShortestPattern || Includes(word[..length])) return true;
        }

        return false;
    }
}
