using AmiBlazor.Refresh;

namespace AmiBlazor.Tests.Refresh;

public sealed class ConnectionIdTests
{
    [Fact]
    public void An_id_has_the_promised_form()
    {
        var id = ConnectionId.New(DateTimeOffset.FromUnixTimeMilliseconds(1_703_123_456_789));

        Assert.Matches("^separate-1703123456789-[a-z0-9]{9}$", id);
        Assert.Equal($"ami-response-{ConnectionId.UniquePart(id)}.json", SnapshotFiles.NameFor(id));
    }
}
