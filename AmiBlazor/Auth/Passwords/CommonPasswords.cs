using System.Text;

namespace AmiBlazor.Auth.Passwords;

/// <summary>
/// The passwords that attackers try first: <c>CommonPasswords.txt</c>, one per line, in lower case, sorted by bytes. A password that is another one with
/// digits or symbols at the end is left out, because <see cref="CommonPasswordChecker"/> recognises it.
/// </summary>
internal static class CommonPasswords
{
    // Read when the first password is chosen, and searched as bytes: passwords are chosen seldom, so building a table would not pay.
    private static readonly Lazy<byte[]> Lines = new(Read);

    /// <summary>Whether the list holds the password.</summary>
    /// <param name="lower">The password in lower case.</param>
    public static bool Contains(string lower)
    {
        ReadOnlySpan<byte> lines = Lines.Value;
        ReadOnlySpan<byte> sought = Encoding.UTF8.GetBytes(lower);
        while (!lines.IsEmpty)
        {
            // The line that contains the middle.
            var middle = lines.Length / 2;
            var start = lines[..middle].LastIndexOf((byte)'\n') + 1;
            var length = lines[start..].IndexOf((byte)'\n');
            switch (sought.SequenceCompareTo(lines.Slice(start, length)))
            {
                case 0: return true;
                case < 0: lines = lines[..start]; break;
                default: lines = lines[(start + length + 1)..]; break;
            }
        }

        return false;
    }

    private static byte[] Read()
    {
        using var file = typeof(CommonPasswords).Assembly.GetManifestResourceStream("AmiBlazor.Auth.Passwords.CommonPasswords.txt")!;
        var lines = new byte[file.Length];
        file.ReadExactly(lines);
        return lines;
    }
}
