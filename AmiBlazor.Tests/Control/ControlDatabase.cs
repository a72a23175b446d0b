using AmiBlazor.Audit;
using AmiBlazor.Tests.Support;

namespace AmiBlazor.Tests.Control;

/// <summary>One database for the audit log of all tests of a class.</summary>
public sealed class ControlDatabase : IAsyncLifetime
{
    internal TestDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync(configure: builder => builder.Services.AddAudit());

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
