using System.Globalization;

namespace AmiBlazor.Demo;

/// <summary>
/// The extensions of the demo PBX. Most are in <see cref="MainContext"/>; a few numbers exist a second time, for other phones, in <see
/// cref="BranchContext"/>, as on a real PBX with a branch office.
/// </summary>
internal sealed class DemoFloor
{
    public const string MainContext = "from-internal";
    public const string BranchContext = "branch-office";

    private const int MostInBranch = 8;

    private readonly Dictionary<(string Context, string Exten), DemoExtension> _byKey = [];
    private readonly Dictionary<string, DemoExtension> _byDevice = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<DemoExtension, (DemoParty Party, string Department)> _people = [];

    /// <param name="count">The total number of extensions.</param>
    public DemoFloor(int count)
    {
        var inBranch = Math.Min(MostInBranch, count / 10);
        // All numbers have the same number of digits.
        var first = count <= 9_000 ? 1_000 : 10_000;
        Extensions =
        [
            .. Enumerable.Range(first, count - inBranch).Select(number => Extension(MainContext, number, "PJSIP/")),
            .. Enumerable.Range(first, inBranch).Select(number => Extension(BranchContext, number, "PJSIP/branch-")),
        ];
        foreach (var extension in Extensions)
        {
            _byKey.Add((extension.Context, extension.Exten), extension);
            _byDevice.Add(extension.Device, extension);
        }

        // As DemoPeople counts them.
        var people = Extensions.OrderBy(extension => extension.Exten, StringComparer.Ordinal).ThenBy(extension => extension.Context, StringComparer.Ordinal);
        foreach (var (number, extension) in people.Index())
        {
            var party = new DemoParty(extension.Device, extension.Exten, DemoPeople.NameOf(number));
            _people.Add(extension, (party, DemoPeople.DepartmentOf(extension.Context, number)));
        }

        Switch = new DemoSwitch(this);
    }

    /// <summary>Guards phones, channels and queues: the simulation changes them on its own thread, sessions read them and act on them on theirs.</summary>
    public Lock Lock { get; } = new();

    /// <summary>Called after each change of an extension's state, in the order of the changes; null if nobody listens.</summary>
    public Action<DemoExtension, DemoState>? Changed { get; set; }

    public IReadOnlyList<DemoExtension> Extensions { get; }

    /// <summary>The channels of its calls.</summary>
    public DemoSwitch Switch { get; }

    /// <summary>Who is at an extension's phone.</summary>
    public DemoParty PartyOf(DemoExtension extension) => _people[extension].Party;

    public string DepartmentOf(DemoExtension extension) => _people[extension].Department;

    public DemoExtension? Find(string context, string exten) => _byKey.GetValueOrDefault((context, exten));

    /// <summary>The extension of a phone, such as <c>PJSIP/1000</c>.</summary>
    public DemoExtension? AtDevice(string device) => _byDevice.GetValueOrDefault(device);

    /// <summary>The phone is unplugged, not to be disturbed, or back.</summary>
    public void SetAway(DemoExtension extension, DemoState away)
    {
        extension.Away = away;
        Follow(extension);
    }

    /// <summary>The hint follows the channels at the phone.</summary>
    public void Follow(DemoExtension extension) => Set(extension, extension.StateOfChannels());

    /// <summary>Changes an extension's state.</summary>
    public void Set(DemoExtension extension, DemoState state)
    {
        if (extension.State == state) return;

        extension.State = state;
        Changed?.Invoke(extension, state);
    }

    private static DemoExtension Extension(string context, int number, string technology)
    {
        var exten = number.ToString(CultureInfo.InvariantCulture);
        return new DemoExtension(context, exten, technology + exten);
    }
}
