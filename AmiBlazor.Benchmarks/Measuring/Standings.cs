namespace AmiBlazor.Benchmarks.Measuring;

/// <summary>The medians of a contest.</summary>
internal sealed class Standings(string title, IEnumerable<string> names)
{
    private readonly List<(string Name, List<Sample> Samples)> _all = [.. names.Select(name => (name, new List<Sample>()))];

    public string Title => title;

    public IEnumerable<string> Names => _all.Select(each => each.Name);

    public void Add(string name, Sample sample) => Of(name).Add(sample);

    public double Median(string name, Func<Sample, double> value) => Quantile(name, value, 0.5);

    /// <summary>Wall time in milliseconds.</summary>
    public double Time(string name) => Median(name, sample => sample.Milliseconds);

    public double Quantile(string name, Func<Sample, double> value, double part)
    {
        var sorted = Of(name).Select(value).Order().ToList();
        if (sorted.Count == 0) return double.NaN;
        var place = part * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }

    /// <summary>The ratio of two contenders' median times.</summary>
    public double Ratio(string name, string against) => Time(name) / Time(against);

    public double Ratio(string name, string against, Func<Sample, double> value) => Median(name, value) / Median(against, value);

    private List<Sample> Of(string name) => _all.Single(each => string.Equals(each.Name, name, StringComparison.Ordinal)).Samples;
}
