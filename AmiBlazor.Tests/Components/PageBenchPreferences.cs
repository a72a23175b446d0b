using System.Globalization;
using AmiBlazor.Ami;
using AmiBlazor.Components.Languages;
using AmiBlazor.Components.Layout;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Components;

/// <summary>The person in front of a <see cref="PageBench"/>: language, likes, address.</summary>
internal static class PageBenchPreferences
{
    /// <summary>A PBX at a port where nobody listens.</summary>
    public static AmiServerOptions Nowhere(string name, bool live = false) =>
        new() { Name = name, Live = live, Host = "127.0.0.1", Port = 1, Username = "u", Secret = "s" };

    /// <summary>The person speaks another language; before anything has been drawn.</summary>
    public static void Speak(this PageBench bench, string language) =>
        bench.Context.Services.GetRequiredService<Localizer>().Use(CultureInfo.GetCultureInfo(language));

    /// <summary>The person likes the page so; before anything has been drawn.</summary>
    public static void Like(this PageBench bench, DisplayPreferences look) => bench.Settings().Use(look);

    public static DisplayPreferencesService Settings(this PageBench bench) => bench.Context.Services.GetRequiredService<DisplayPreferencesService>();

    public static NavigationManager Navigation(this PageBench bench) => bench.Context.Services.GetRequiredService<NavigationManager>();

    /// <summary>The address behind the host.</summary>
    public static string Address(this PageBench bench) => "/" + bench.Navigation().ToBaseRelativePath(bench.Navigation().Uri);

    /// <summary>With which arguments the browser was called.</summary>
    public static IReadOnlyList<object?[]> Asked(this PageBench bench, string name) =>
        [.. bench.Context.JSInterop.Invocations.Where(call => string.Equals(call.Identifier, name, StringComparison.Ordinal))
            .Select(call => call.Arguments.ToArray())];
}
