namespace AmiBlazor.Tests.Support;

/// <summary>The timeout of every await that could hang.</summary>
internal static class Timeouts
{
    public static readonly TimeSpan Default = TimeSpan.FromSeconds(30);

    public static Task<T> InTime<T>(this Task<T> task) => task.WaitAsync(Default, TestContext.Current.CancellationToken);

    public static Task InTime(this Task task) => task.WaitAsync(Default, TestContext.Current.CancellationToken);
}
