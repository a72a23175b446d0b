using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.History;

internal sealed partial class ExtensionQueries
{
    /// <summary>The departments that extensions are in, in the order of their letters.</summary>
    public async Task<IReadOnlyList<string>> DepartmentsAsync(CancellationToken cancellationToken)
    {
        await using var context = await factory.CreateDbContextAsync(cancellationToken);
        return await context.Extensions.Where(extension => extension.Department != null)
            .Select(extension => extension.Department!).Distinct().OrderBy(department => department).ToListAsync(cancellationToken);
    }
}
