using System.Globalization;

namespace AmiBlazor.Demo;

/// <summary>The dice of the simulation.</summary>
internal sealed class DemoChance(Random random)
{
    private static readonly string[] Companies =
    [
        "Harbour Bakery", "Lindner Logistics", "Studio Nord", "Kranich Hotel", "Weber & Sons", "Atlas Travel", "Blue Door Books", "Mill Street Garage",
        "Sonnberg Clinic", "Falk Engineering",
    ];

    /// <summary>Numbers that the regulators of Germany and the United Kingdom keep for films and books: nobody has them.</summary>
    private static readonly string[] Fictional =
        ["+493023125", "+494066969", "+496990009", "+498999998", "+492214710", "+442079460", "+441632960"];

    public double Next() => random.NextDouble();

    public bool Is(double probability) => random.NextDouble() < probability;

    public T Of<T>(IReadOnlyList<T> all) => all[random.Next(all.Count)];

    public TimeSpan Between(double least, double most) => TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least)));

    /// <summary>A wait that is short more often than long.</summary>
    public TimeSpan About(double mean) => TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) * mean);

    /// <summary>A number outside that nobody has.</summary>
    public string Number() => string.Create(CultureInfo.InvariantCulture, $"{Of(Fictional)}{random.Next(1_000):D3}");

    /// <summary>Somebody outside, by the trunk: some with a name, and some without a number.</summary>
    public DemoParty Outside() =>
        Is(0.08) ? new DemoParty(DemoDialplan.Trunk, "anonymous", "") : new DemoParty(DemoDialplan.Trunk, Number(), Is(0.4) ? Of(Companies) : "");
}
