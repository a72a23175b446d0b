using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Data;

/// <summary>
/// Tells at little cost whether accounts, sessions, API keys or screens have changed in PostgreSQL: it reads four tables within the server and returns one
/// line. Each row has the number of the transaction that wrote it last, and these numbers only grow. So a change raises their sum, or changes the number of
/// rows; and that it returns to what it was, when they begin again after four thousand million transactions, is as good as impossible.
/// </summary>
internal static class AccountStamp
{
    private const string Query = """
        SELECT (SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM "Accounts") || ' '
            || (SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM "Sessions") || ' '
            || (SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM "ApiKeys") || ' '
            || (SELECT count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) FROM "Screens") AS "Value"
        """;

    /// <summary>A text that is another one after a change. Only with PostgreSQL.</summary>
    public static async Task<string> ReadAsync(AmiBlazorDbContext context, CancellationToken cancellationToken) =>
        (await context.Database.SqlQueryRaw<string>(Query).ToListAsync(cancellationToken))[0];
}
