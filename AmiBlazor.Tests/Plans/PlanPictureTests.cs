using System.Text;
using AmiBlazor.Plans;

namespace AmiBlazor.Tests.Plans;

/// <summary>What a picture is, by its bytes alone.</summary>
public sealed class PlanPictureTests
{
    private static readonly byte[] Extended = [0, 0, 0, 0, 0x7F, 0x07, 0, 0x37, 0x04, 0];

    [Fact]
    public void A_PNG_a_JPEG_and_each_kind_of_WebP_tell_their_size()
    {
        Assert.Equal(("image/png", new PlanShape(1600, 900)), Of(Pictures.Png(1600, 900)));
        Assert.Equal(("image/png", new PlanShape(1, 1)), Of(Pictures.Pixel));
        Assert.Equal(("image/jpeg", new PlanShape(4000, 3000)), Of(Pictures.Jpeg(4000, 3000)));
        Assert.Equal(("image/webp", new PlanShape(1920, 1080)), Of(Pictures.WebP("VP8X", Extended)));
        Assert.Equal(("image/webp", new PlanShape(640, 480)), Of(Pictures.WebP("VP8 ", 0, 0, 0, 0x9D, 0x01, 0x2A, 0x80, 0x02, 0xE0, 0x01)));
        Assert.Equal(("image/webp", new PlanShape(3, 5)), Of(Pictures.WebP("VP8L", 0x2F, 0x02, 0x00, 0x01, 0x00, 0, 0, 0, 0, 0)));
    }

    [Fact]
    public void A_picture_that_is_cut_off_anywhere_is_said_to_be_damaged_or_none()
    {
        foreach (var whole in (byte[][])[Pictures.Png(16, 9), Pictures.Jpeg(16, 9), Pictures.WebP("VP8X", Extended)])
        {
            for (var length = 1; length < whole.Length; length++)
            {
                var (picture, problem) = PlanPicture.Read(whole[..length]);

                Assert.Null(picture);
                Assert.Matches("^(The picture is damaged|This is not a PNG)", problem!.Format);
            }
        }
    }

    [Theory]
    [InlineData(8001, 10)]
    [InlineData(10, 8001)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    public void A_side_of_more_than_8000_pixels_is_refused(uint width, uint height)
    {
        var (picture, problem) = PlanPicture.Read(Pictures.Png(width, height));

        Assert.Null(picture);
        Assert.StartsWith("The picture has ", problem!.Format, StringComparison.Ordinal);
        Assert.NotNull(PlanPicture.Read(Pictures.Png(8000, 8000)).Picture);
    }

    [Fact]
    public void Lengths_in_a_hostile_header_lead_nowhere()
    {
        var png = Pictures.Png(16, 9);
        (png[8], png[9], png[10], png[11]) = (0xFF, 0xFF, 0xFF, 0xFF);
        var twice = Pictures.Png(16, 9);
        "IHDR"u8.CopyTo(twice.AsSpan(37));
        var jpeg = Pictures.Jpeg(16, 9);
        (jpeg[4], jpeg[5]) = (0, 0);
        var webp = Pictures.WebP("VP8X", Extended);
        (webp[4], webp[7]) = (0xFF, 0xFF);

        Assert.All((byte[][])[png, twice, jpeg, webp, Pictures.Png(0, 9), Pictures.Jpeg(16, 0), Pictures.WebP("EVIL", Extended)], file =>
            Assert.StartsWith("The picture is damaged", PlanPicture.Read(file).Problem!.Format, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG files are not taken")]
    [InlineData("<?xml version='1.0'?><!-- GIF89a --><svg/>", "SVG files are not taken")]
    [InlineData("GIF89a", "This is not a PNG, JPEG or WebP picture.")]
    [InlineData("<html><script>alert(1)</script>", "This is not a PNG, JPEG or WebP picture.")]
    [InlineData("", "The file is empty.")]
    public void Whatever_is_no_picture_of_these_is_refused_with_a_sentence(string text, string begins)
    {
        var (picture, problem) = PlanPicture.Read(Encoding.UTF8.GetBytes(text));

        Assert.Null(picture);
        Assert.StartsWith(begins, problem!.Format, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_behind_the_end_of_a_picture_is_not_kept()
    {
        foreach (var whole in (byte[][])[Pictures.Png(16, 9), Pictures.Jpeg(16, 9), Pictures.WebP("VP8X", Extended)])
        {
            var (picture, _) = PlanPicture.Read([.. whole, .. "<script>alert(1)</script>"u8]);

            Assert.Equal(whole, picture!.Content);
            Assert.Equal(PlanPicture.Read(whole).Picture!.Version, picture.Version);
        }
    }

    [Fact]
    public void A_file_of_more_than_5_MB_is_refused()
    {
        var (picture, problem) = PlanPicture.Read([.. Pictures.Png(16, 9), .. new byte[PlanPicture.MaxBytes]]);

        Assert.Null(picture);
        Assert.StartsWith("The file has ", problem!.Format, StringComparison.Ordinal);
    }

    private static (string Type, PlanShape Shape) Of(byte[] file)
    {
        var (picture, problem) = PlanPicture.Read(file);
        Assert.Null(problem);
        return (picture!.Type, picture.Shape);
    }
}
