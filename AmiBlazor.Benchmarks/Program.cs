using System.Globalization;
using AmiBlazor.Benchmarks;
using AmiBlazor.Benchmarks.Browser;
using AmiBlazor.Benchmarks.Circuits;
using AmiBlazor.Benchmarks.Following;
using AmiBlazor.Benchmarks.Hosting;
using AmiBlazor.Benchmarks.Lists;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Parsing;
using AmiBlazor.Benchmarks.Refreshing;
using AmiBlazor.Benchmarks.Saving;
using AmiBlazor.Benchmarks.Soaking;
using AmiBlazor.Benchmarks.Wire;
using BenchmarkDotNet.Running;

var options = new BenchmarkOptions(args.Contains("--quick", StringComparer.Ordinal));
var goals = new List<Goal>();
switch (args.FirstOrDefault())
{
    case "list":
        goals.AddRange(await new ListGoals(options).RunAsync());
        break;

    case "parse":
        goals.AddRange(await new ParseGoals(options).RunAsync());
        break;

    case "save":
        goals.AddRange(await new SaveGoals(options).RunAsync());
        break;

    case "refresh":
        goals.AddRange(await new RefreshGoals(options).RunAsync());
        break;

    case "circuits":
        goals.AddRange(await new CircuitGoals(options, args.Length > 1 && int.TryParse(args[1], CultureInfo.InvariantCulture, out var count) ? count : null).RunAsync());
        break;

    case "page":
        goals.AddRange(await new PageGoals(options).RunAsync());
        break;

    case "goals":
        goals.AddRange(await new ParseGoals(options).RunAsync());
        goals.AddRange(await new SaveGoals(options).RunAsync());
        goals.AddRange(await new ListGoals(options).RunAsync());
        goals.AddRange(await new RefreshGoals(options).RunAsync());
        break;

    case "live":
        goals.AddRange(await new WriteBehind(options).RunAsync());
        goals.AddRange(await new FollowGoals(options).RunAsync());
        break;

    case "soak":
        goals.AddRange(await new SoakGoals(TimeSpan.FromMinutes(Number("--minutes", 30)), Number("--rate", 200)).RunAsync());
        break;

    case "bdn":
        BenchmarkSwitcher.FromAssembly(typeof(ParseBenchmarks).Assembly).Run(args[1..]);
        return 0;

    case "pacing":
        await new PacingTable(options).RunAsync();
        return 0;

    case "serve":
        var smallWrites = string.Equals(args[2], ReplayServer.Small, StringComparison.Ordinal);
        await new ReplayServer(int.Parse(args[1], CultureInfo.InvariantCulture), smallWrites).RunAsync();
        return 0;

    case "host":
        await HostedApp.RunAsync(int.Parse(args[1], CultureInfo.InvariantCulture), args[2..]);
        return 0;

    default:
        await Console.Error.WriteLineAsync("""
            goals | list | parse | save | refresh | pacing | circuits [COUNT] | live | page [--quick], or bdn and BenchmarkDotNet's own arguments
            soak [--minutes 30] [--rate 200]
              goals     parse, save, list and refresh
              circuits  COUNT open pages (2,000) without browsers: heap for each, and the server's time while the board changes
              live      from a PBX's event to the database and the pages: bursts, the delay of a single change, what many changes cost each page
              soak      a PBX that makes --rate changes a second for so many minutes: whether each is in the history once, and whether memory stays flat
              page      one page with 10,000 extensions in Chromium: first rows, click to answer, change to row
            """);
        return 1;
}

Report.Print(goals);

// Of a soak not the figures count but the truth.
return string.Equals(args[0], "soak", StringComparison.Ordinal) && goals.Any(goal => goal.Met is false) ? 1 : 0;

int Number(string name, int otherwise) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
