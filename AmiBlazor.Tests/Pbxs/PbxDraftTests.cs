using System.Net;
using AmiBlazor.Ami;
using AmiBlazor.Pbxs;
using AmiBlazor.Tests.Components;

namespace AmiBlazor.Tests.Pbxs;

/// <summary>What may be entered about a PBX, and the lines for it.</summary>
public sealed class PbxDraftTests
{
    [Theory]
    [InlineData("main", null)]
    [InlineData("Köln 2.a-b_c", null)]
    [InlineData("", "Enter a name")]
    [InlineData("..", "Enter a name")]
    [InlineData("a/b", "Enter a name")]
    [InlineData("a\nb", "Enter a name")]
    [InlineData("01234567890123456789012345678901234567890", "Enter a name")]
    public void A_name_is_one_that_an_address_can_hold(string name, string? problem) => AssertProblem(problem, Draft(draft => draft.Name = name));

    [Theory]
    [InlineData("pbx.example", null)]
    [InlineData("2001:db8::1", null)]
    [InlineData("", "Enter the host name or the IP address of the PBX, without spaces.")]
    [InlineData("a b", "Enter the host name or the IP address of the PBX, without spaces.")]
    [InlineData("pbx\r\nAction: Originate", "Enter the host name or the IP address of the PBX, without spaces.")]
    [InlineData("http://pbx.example", "Enter the host name or the IP address of the PBX alone, without “http://” and without a path.")]
    [InlineData("pbx.example:5038", "Enter the port in its own field, not behind the host.")]
    public void A_host_is_a_host_alone(string host, string? problem) => AssertProblem(problem, Draft(draft => draft.Host = host));

    [Theory]
    [InlineData(null, null)]
    [InlineData(1, null)]
    [InlineData(65535, null)]
    [InlineData(0, "Enter a port from 1 to 65535, or none for the usual one.")]
    [InlineData(-1, "Enter a port from 1 to 65535, or none for the usual one.")]
    [InlineData(65536, "Enter a port from 1 to 65535, or none for the usual one.")]
    public void A_port_is_one_of_TCP(int? port, string? problem) => AssertProblem(problem, Draft(draft => draft.Port = port));

    [Theory]
    [InlineData("")]
    [InlineData("a]\nb")]
    [InlineData("a]")]
    [InlineData("a\0")]
    public void An_account_stands_between_brackets(string username) =>
        AssertProblem("Enter the name of the manager account, as it stands between the brackets in manager.conf.", Draft(draft => draft.Username = username));

    [Theory]
    [InlineData("s\r\nAction: Originate")]
    [InlineData("s\0")]
    [InlineData("s\u0085")]
    public void A_secret_has_no_control_characters(string secret) =>
        AssertProblem("The secret must be on one line, with at most 200 characters and no control characters.", Draft(draft => draft.Secret = secret));

    [Fact]
    public void Without_a_saved_secret_one_must_be_entered()
    {
        var draft = Draft(draft => draft.Secret = "");

        Assert.Equal("Enter the secret of the manager account.", draft.Problem(hasSecret: false)!.Format);
        Assert.Null(draft.Problem(hasSecret: true));
    }

    [Fact]
    public void The_lines_of_the_account_are_those_of_the_README()
    {
        var readme = File.ReadAllText(Path.Combine(SourceFolder.Product, "..", "README.md"));

        var lines = AmiAccountLines.Account("amiblazor", "a-long-random-secret", IPAddress.Parse("192.0.2.10"));

        Assert.All(lines, line => Assert.Contains("\n       " + line, readme, StringComparison.Ordinal));
    }

    [Fact]
    public void A_secret_that_would_begin_a_comment_is_written_so_that_it_does_not() =>
        Assert.Contains("secret = a\\;b", AmiAccountLines.Account("u", "a;b", from: null));

    [Fact]
    public void A_made_secret_is_in_the_lines_and_an_entered_one_is_not()
    {
        var draft = Draft(draft => draft.Secret = PbxDraft.NewSecret());

        var made = PbxEditor.Lines(draft, draft.Secret, IPAddress.Parse("2001:db8::5"));
        var entered = PbxEditor.Lines(draft, made: null, from: null);

        Assert.Contains("secret = " + draft.Secret, made);
        Assert.Contains("permit = 2001:db8::5/128", made);
        Assert.DoesNotContain(entered, line => line.Contains(draft.Secret, StringComparison.Ordinal));
        Assert.Contains("permit = ADDRESS-OF-AMIBLAZOR/255.255.255.255", entered);
    }

    [Fact]
    public void FreePBX_has_its_manager_already_and_gets_the_account_alone()
    {
        var plain = PbxEditor.Lines(Draft(draft => draft.Tls = true), made: null, from: null);
        var freePbx = PbxEditor.Lines(Draft(draft => draft.IsFreePbx = true), made: null, from: null);

        Assert.Equal("[general]", plain[0]);
        Assert.Contains("tlsbindaddr = 0.0.0.0:5039", plain);
        Assert.Equal("[amiblazor]", freePbx[0]);
    }

    private static void AssertProblem(string? problem, PbxDraft draft)
    {
        var found = draft.Problem(hasSecret: false);

        if (problem is null)
            Assert.Null(found);
        else
            Assert.StartsWith(problem, FormattableString.Invariant(found!), StringComparison.Ordinal);
    }

    private static PbxDraft Draft(Action<PbxDraft> change)
    {
        var draft = new PbxDraft { Name = "main", Host = "pbx.example", Secret = "s" };
        change(draft);
        return draft;
    }
}
