using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace AmiBlazor.Data;

/// <summary>The program pg_dump, which writes a PostgreSQL database into a file.</summary>
internal static class PostgreSqlDump
{
    public static string WithoutPassword(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Password = null, SslPassword = null }.ConnectionString;

    public static string DumpCommand(string connectionString, string dump) =>
        $"pg_dump {Where(connectionString)} --format=custom --no-owner --file={dump}";

    /// <summary>Restores into a database of its own: the former one stays as it is.</summary>
    public static string RestoreCommand(string connectionString, string dump)
    {
        var (where, database) = (Where(connectionString), Database(connectionString) + "_restored");
        var server = where[..where.LastIndexOf(' ')];
        return $"createdb {server} {database} && pg_restore {server} --dbname={database} --no-owner --single-transaction {dump}";
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="DatabaseInitializationException">It is not installed, or failed.</exception>
    public static async Task WriteAsync(string connectionString, string target, CancellationToken cancellationToken)
    {
        var parsed = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo("pg_dump", ["--format=custom", "--no-owner", "--no-password", "--file=" + target])
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                // Not on the command line, where everyone on the machine can read it.
                ["PGPASSWORD"] = parsed.Password,
                ["PGHOST"] = parsed.Host,
                ["PGPORT"] = parsed.Port.ToString(CultureInfo.InvariantCulture),
                ["PGUSER"] = parsed.Username,
                ["PGDATABASE"] = Database(connectionString),
            },
        };
        if (parsed.Passfile is { } passwords) start.Environment["PGPASSFILE"] = passwords;
        if (parsed.ShouldSerialize("SSL Mode")) start.Environment["PGSSLMODE"] = ModeOf(parsed.SslMode);
        if (parsed.RootCertificate is { } root) start.Environment["PGSSLROOTCERT"] = root;
        Process program;
        try
        {
            program = Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new DatabaseInitializationException(
                "pg_dump, which copies a PostgreSQL database, is not installed. Install PostgreSQL's client programs; "
                + $"or use --without-database and run: {DumpCommand(connectionString, "amiblazor.dump")}",
                missing);
        }

        using (program)
        {
            var error = await program.StandardError.ReadToEndAsync(cancellationToken);
            await program.WaitForExitAsync(cancellationToken);
            if (program.ExitCode != 0)
                throw new DatabaseInitializationException($"pg_dump could not copy the database: {error.ReplaceLineEndings(" ").Trim()}");
        }
    }

    private static string Where(string connectionString)
    {
        var parsed = new NpgsqlConnectionStringBuilder(connectionString);
        return string.Create(
            CultureInfo.InvariantCulture, $"--host={parsed.Host} --port={parsed.Port} --username={parsed.Username} {Database(connectionString)}");
    }

    private static string Database(string connectionString)
    {
        var parsed = new NpgsqlConnectionStringBuilder(connectionString);
        return parsed.Database ?? parsed.Username ?? "postgres";
    }

    private static string ModeOf(SslMode mode) => mode switch
    {
        SslMode.Disable => "disable",
        SslMode.Allow => "allow",
        SslMode.Require => "require",
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => "prefer",
    };
}
