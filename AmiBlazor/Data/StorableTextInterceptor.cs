using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AmiBlazor.Data;

/// <summary>
/// Makes every text of a command storable, wherever it came from: a page's address, what was typed there, a PBX. A search for what cannot be stored then finds
/// nothing, in either database, instead of failing or finding everything.
/// </summary>
internal sealed class StorableTextInterceptor : DbCommandInterceptor
{
    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result)
    {
        Clean(command);
        return result;
    }

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Clean(command);
        return ValueTask.FromResult(result);
    }

    private static void Clean(DbCommand command)
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            switch (parameter.Value)
            {
                case string text when StorableText.Of(text) is var clean && !ReferenceEquals(clean, text):
                    parameter.Value = clean;
                    break;
                case IReadOnlyList<string> texts when texts.Any(static text => text is not null && !ReferenceEquals(StorableText.Of(text), text)):
                    parameter.Value = texts.Select(static text => text is null ? null : StorableText.Of(text)).ToArray();
                    break;
            }
        }
    }
}
