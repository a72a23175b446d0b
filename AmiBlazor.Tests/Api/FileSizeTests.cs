using AmiBlazor.Api;
using AmiBlazor.Demo;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Api;

public sealed class FileSizeTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KB")]
    [InlineData(15565, "15.2 KB")]
    [InlineData(1_310_720, "1.3 MB")]
    [InlineData(5L * 1024 * 1024 * 1024 * 1024, "5120.0 GB")]
    public void A_size_reads_as_people_say_it(long bytes, string expected) => Assert.Equal(expected, FileSize.Text(bytes));
}
