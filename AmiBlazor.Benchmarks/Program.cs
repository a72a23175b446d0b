using System.Globalization;
using AmiBlazor.Benchmarks;
using AmiBlazor.Benchmarks.Lists;
using AmiBlazor.Benchmarks.Wire;

var options = new BenchmarkOptions(args.Contains("--quick", StringComparer.Ordinal));
switch (args.FirstOrDefault())
{
    case "pacing":
        await new PacingTable(options).RunAsync();
        return 0;

    case "serve":
        await new ReplayServer(int.Parse(args[1], CultureInfo.InvariantCulture), string.Equals(args[2], ReplayServer.Small, StringComparison.Ordinal)).RunAsync();
        return 0;

    default:
        await Console.Error.WriteLineAsync("goals | list | parse | save | refresh | pacing [--quick], or bdn and BenchmarkDotNet's own arguments");
        return 1;
}
