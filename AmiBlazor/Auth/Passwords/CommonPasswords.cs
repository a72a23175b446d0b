using System.Text;

namespace AmiBlazor.Auth.Passwords;

/// <summary>
/// The passwords that everybody knows, so that no attacker need guess long: <c>CommonPasswords.txt</c>, each in small letters on a line of its own, in
/// the order of their bytes. Those that another of them and some digits or signs make are left out, for <see cref="PasswordPolicy"/> finds them so.
/// </summary>
internal static class CommonPasswords
{
    // Read when the first password is chosen, and searched as it is: passwords are chosen seldom, and no table has to be built for that.
    private static readonly Lazy<byte[]> Lines = new(Read);

    /// <summary>Whether it is one of them.</summary>
    /// <param name="lower">In small letters.</param>
    public static bool Contains(string lower)
    {
        ReadOnlySpan<byte> lines = Lines.Value;
        ReadOnlySpan<byte> sought = Encoding.UTF8.GetBytes(lower);
        while (!lines.IsEmpty)
        {
            // The line in the middle, wherever in it the middle falls.
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
