namespace AmiBlazor.Tests.Architecture;

/// <summary>
/// The rooms of the product and the arrows between them. A room is a folder; its namespace is its path below <c>AmiBlazor</c>. README's diagram shows the
/// same arrows, without those that follow from others.
/// </summary>
internal static class Rooms
{
    /// <summary>
    /// Which rooms each room may name. A room that is not listed on the right is not to be named, though one of those listed may name it. A room with
    /// rooms of its own, such as Auth, composes them; they never name it.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string[]> Allowed = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["Ami"] = [],

        ["Data.Rows"] = [],
        ["Data.Files"] = [],
        ["Data.Sqlite"] = ["Data.Files"],
        ["Data.Configurations"] = ["Data.Rows"],
        ["Data.Migrations"] = ["Data"],
        ["Data.DesignTime"] = ["Data"],
        ["Data"] = ["Data.Rows", "Data.Files", "Data.Sqlite", "Data.Configurations"],

        ["Board"] = ["Data"],
        ["Store"] = ["Board", "Data"],
        ["History"] = ["Store", "Board", "Data"],

        ["Audit"] = ["Data"],
        ["Hosting"] = ["Audit"],

        ["Auth.Authorization"] = ["Board", "Audit", "Hosting"],
        ["Auth.Passwords"] = [],
        ["Auth.Sessions"] = ["Auth.Authorization", "Hosting", "Data"],
        ["Auth.Accounts"] = ["Auth.Authorization", "Auth.Passwords", "Auth.Sessions", "Board", "Audit", "Data"],
        ["Auth.ApiKeys"] = ["Auth.Accounts", "Auth.Authorization", "Audit", "Hosting", "Data"],
        ["Auth.Circuits"] = ["Auth.Screens", "Auth.Accounts", "Auth.Authorization", "Hosting"],
        ["Auth.Cookies"] = ["Auth.Accounts", "Auth.Authorization", "Auth.Sessions", "Audit", "Hosting", "Data"],
        ["Auth.Screens"] = ["Auth.Accounts", "Auth.Authorization", "Auth.Cookies", "Auth.RateLimiting", "Audit", "Hosting", "Data"],
        ["Auth.RateLimiting"] = ["Auth.Authorization", "Hosting", "Data"],
        ["Auth.SignIn"] = ["Auth.Accounts", "Auth.Authorization", "Auth.Passwords", "Auth.RateLimiting", "Auth.Sessions", "Audit", "Hosting", "Data"],
        ["Auth.Setup"] = ["Auth.Accounts", "Auth.Authorization", "Auth.Passwords", "Audit", "Hosting", "Data"],
        ["Auth"] =
        [
            "Auth.Authorization", "Auth.Passwords", "Auth.Accounts", "Auth.ApiKeys", "Auth.Circuits", "Auth.Cookies", "Auth.RateLimiting", "Auth.Screens",
            "Auth.Sessions", "Auth.SignIn", "Auth.Setup", "Audit", "Hosting", "Data",
        ],

        ["Refresh"] = ["Ami", "Store", "History", "Board", "Audit", "Data.Files"],
        ["People"] = ["Store", "Board", "Audit"],
        ["Views"] = ["Board", "Audit", "Data"],
        ["Plans"] = ["Board", "Audit", "Data"],
        ["Calls"] = ["Ami", "Board", "Data"],
        ["Queues"] = ["Calls", "Ami", "Board", "Data"],
        ["Control"] = ["Queues", "Calls", "Ami", "Board", "Audit"],
        ["Devices"] = ["Ami", "Board"],
        ["Live"] = ["Queues", "Calls", "Devices", "Ami", "Store", "History", "Board"],
        ["Pbxs"] = ["Refresh", "Ami", "Store", "Board", "Auth", "Audit", "Hosting", "Data"],
        ["Demo"] = ["Pbxs", "Plans", "Ami", "Store", "Board", "Audit", "Data"],

        ["Cluster"] = ["Live", "Refresh", "Queues", "Calls", "Devices", "Demo", "Ami", "Store", "Board", "Auth.Cookies", "Data"],

        ["Api"] = ["Refresh", "Control", "People", "Queues", "Calls", "Devices", "Live", "History", "Store", "Board", "Auth", "Audit", "Hosting"],
        ["Components"] = ["Pbxs", "Refresh", "Control", "People", "Views", "Plans", "Queues", "Calls", "Devices", "Live", "History", "Store", "Board", "Auth", "Audit", "Hosting"],
        ["Cli"] = ["Pbxs", "Ami", "Data", "Board", "Store", "Refresh", "Control", "Auth", "Audit"],
    };

    /// <summary>The rooms at the top level: the folders that one sees first.</summary>
    public static IEnumerable<string> TopLevel => Allowed.Keys.Where(room => !room.Contains('.', StringComparison.Ordinal));

    /// <summary>The top-level room that a room is in: <c>Auth</c> for <c>Auth.SignIn</c>.</summary>
    public static string Top(string room) => room.Split('.')[0];

    /// <summary>Whether a room may name another one: it is listed, or a room around it is.</summary>
    public static bool Allows(string from, string to) =>
        from == to || AllowedFor(from).Any(listed => to == listed || (to.StartsWith(listed + ".", StringComparison.Ordinal) && Top(from) != listed));

    private static string[] AllowedFor(string room) =>
        Allowed.GetValueOrDefault(room) ?? Allowed[Top(room)];
}
