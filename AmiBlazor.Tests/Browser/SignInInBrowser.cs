using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Browser;

/// <summary>The steps of signing in.</summary>
internal static class SignInInBrowser
{
    /// <summary>Fills in the sign-in form and submits it.</summary>
    public static async Task SignInAsync(this BrowserPage page, string password, string userName = AmiBlazorApp.Administrator)
    {
        await page.Page.Locator("[name='Form.UserName']").FillAsync(userName);
        await page.Page.Locator("[name='Form.Password']").FillAsync(password);
        await page.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Types a code and submits it.</summary>
    public static async Task TypeCodeAsync(this BrowserPage page, string code)
    {
        await page.Page.Locator("input[name$='.Code']").FillAsync(code);
        await page.Page.Keyboard.PressAsync("Enter");
    }
}
