using System.Globalization;
using AmiBlazor.Benchmarks;
using AmiBlazor.Benchmarks.Lists;
using AmiBlazor.Benchmarks.Measuring;
using AmiBlazor.Benchmarks.Parsing;
using AmiBlazor.Benchmarks.Refreshing;
using AmiBlazor.Benchmarks.Saving;
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

    case "goals":
        goals.AddRange(await new ParseGoals(options).RunAsync());
        goals.AddRange(await new SaveGoals(options).RunAsync());
        goals.AddRange(await new ListGoals(options).RunAsync());
        goals.AddRange(await new RefreshGoals(options).RunAsync());
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

    default:
        await Console.Error.WriteLineAsync("goals | list | parse | save | refresh | pacing [--quick], or bdn and BenchmarkDotNet's own arguments");
        return 1;
}

Report.Print(goals);
return 0;
