using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Tests.Support;
using static AmiBlazor.Tests.Support.TestData;

namespace AmiBlazor.Tests.Cluster;

/// <summary>A PBX for several nodes: it answers whoever logs in, and tells changes to whoever listens.</summary>
internal sealed class ClusterPbx : IAsyncDisposable
{
    private const int Extensions = 20;

    private readonly FakeAmiAnswers _answers;

    public ClusterPbx(int number)
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"pbx-{number}");
        Server = FakeAmiServer.Start();
        _answers = Server.AnswerByItself(Enumerable.Range(0, Extensions).Select(exten => State(exten, 0)));
    }

    public string Name { get; }

    public FakeAmiServer Server { get; }

    /// <summary>The main connections that are open and logged in.</summary>
    public IReadOnlyList<FakeAmiSession> Followers => [.. Server.Sessions.Where(session => session is { HearsEvents: true, IsCut: false })];

    /// <summary>The states as the PBX has them, by number.</summary>
    public IReadOnlyDictionary<string, int> States =>
        _answers.Extensions.ToDictionary(extension => extension.Exten, extension => extension.Status, StringComparer.Ordinal);

    /// <summary>Lets a list wait before its rows, so that a refresh stays under way.</summary>
    public Func<Task> BeforeRows { set => _answers.BeforeRows = value; }

    /// <summary>Changes the state of an extension, and tells those who listen.</summary>
    public async Task ChangeAsync(int exten, int status)
    {
        var state = State(exten, status);
        _answers.Set(state);
        foreach (var follower in Followers)
        {
            try
            {
                await follower.TellAsync(state);
            }
            catch (Exception gone) when (gone is IOException or ObjectDisposedException)
            {
                // Its node was killed.
            }
        }
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static ExtensionState State(int exten, int status)
    {
        var number = (1000 + exten).ToString(CultureInfo.InvariantCulture);
        return new ExtensionState(Context, number, "PJSIP/" + number, status);
    }
}
