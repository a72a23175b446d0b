using System.Reflection;

namespace AmiBlazor.Tests.Calls;

/// <summary>Calls as people make them: what phones do, and what must be shown after each step.</summary>
internal static partial class CallScenarios
{
    /// <summary>The names of all of them, or of the usual ones.</summary>
    public static IEnumerable<string> Names(bool isAll) =>
        from method in typeof(CallScenarios).GetMethods(BindingFlags.Static | BindingFlags.Public)
        where method.GetCustomAttribute<CallScenarioAttribute>() is { } scenario && (isAll || scenario.IsUsual)
        select method.Name;

    public static Func<CallStage, Task> Named(string name) => typeof(CallScenarios).GetMethod(name)!.CreateDelegate<Func<CallStage, Task>>();
}
