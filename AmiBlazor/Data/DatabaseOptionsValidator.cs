using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AmiBlazor.Data;

/// <summary>
/// Checks section <c>Database</c> and the connection string. Each message names the key, the value and what is allowed, but never the value of a connection
/// string, which may hold a password.
/// </summary>
internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        // Enum.TryParse would take numbers as well.
        if (!Enum.GetNames<DatabaseProvider>().Contains(options.Provider, StringComparer.OrdinalIgnoreCase))
            return ValidateOptionsResult.Fail($"Database:Provider is '{options.Provider}'; allowed are Sqlite and PostgreSql.");
        var wrong = options.KnownProvider == DatabaseProvider.Sqlite
            ? WrongWithSqlite(options.ConnectionString)
            : WrongWithPostgreSql(options.ConnectionString);
        return wrong is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail($"{DatabaseOptions.ConnectionStringKey} {wrong}");
    }

    private static string? WrongWithSqlite(string text)
    {
        SqliteConnectionStringBuilder parsed;
        try
        {
            parsed = new SqliteConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            return "cannot be understood as a connection string of SQLite (its value is not shown); allowed is 'Data Source=FILE'.";
        }

        if (string.IsNullOrWhiteSpace(parsed.DataSource)) return "names no file; allowed is 'Data Source=FILE'.";
        if (parsed.Mode == SqliteOpenMode.Memory || string.Equals(parsed.DataSource, ":memory:", StringComparison.OrdinalIgnoreCase))
            return "is a database in memory, which would forget everything at the end; allowed is 'Data Source=FILE'.";
        return null;
    }

    private static string? WrongWithPostgreSql(string text)
    {
        const string Allowed = "allowed is 'Host=NAME;Database=NAME;Username=NAME;Password=…'.";
        if (string.Equals(text, DatabaseOptions.DefaultConnectionString, StringComparison.Ordinal))
            return $"is not set, which PostgreSql needs; {Allowed}";
        try
        {
            return string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(text).Host) ? $"names no host; {Allowed}" : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException)
        {
            return $"cannot be understood as a connection string of PostgreSQL (its value is not shown); {Allowed}";
        }
    }
}
