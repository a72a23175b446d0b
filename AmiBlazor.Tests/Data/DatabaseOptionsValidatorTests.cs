using AmiBlazor.Data;

namespace AmiBlazor.Tests.Data;

public sealed class DatabaseOptionsValidatorTests
{
    [Theory]
    [InlineData("Sqlite", "Data Source=x.db", null)]
    [InlineData("sqlite", "Data Source=App_Data/amiblazor.db;Default Timeout=7", null)]
    [InlineData("POSTGRESQL", "Host=db;Database=ami;Username=ami;Password=secret", null)]
    [InlineData("MySql", "x", "Database:Provider is 'MySql'; allowed are Sqlite and PostgreSql.")]
    [InlineData("1", "x", "Database:Provider is '1'; allowed are Sqlite and PostgreSql.")]
    [InlineData("", "x", "Database:Provider is ''; allowed are Sqlite and PostgreSql.")]
    [InlineData("Sqlite", "", "ConnectionStrings:AmiBlazor names no file; allowed is 'Data Source=FILE'.")]
    [InlineData(
        "Sqlite", "Host=db;Password=secret",
        "ConnectionStrings:AmiBlazor cannot be understood as a connection string of SQLite (its value is not shown); allowed is 'Data Source=FILE'.")]
    [InlineData(
        "Sqlite", "Data Source=:memory:",
        "ConnectionStrings:AmiBlazor is a database in memory, which would forget everything at the end; allowed is 'Data Source=FILE'.")]
    [InlineData(
        "Sqlite", "Data Source=x;Mode=Memory",
        "ConnectionStrings:AmiBlazor is a database in memory, which would forget everything at the end; allowed is 'Data Source=FILE'.")]
    [InlineData(
        "PostgreSql", DatabaseOptions.DefaultConnectionString,
        "ConnectionStrings:AmiBlazor is not set, which PostgreSql needs; allowed is 'Host=NAME;Database=NAME;Username=NAME;Password=…'.")]
    [InlineData(
        "PostgreSql", "Database=ami", "ConnectionStrings:AmiBlazor names no host; allowed is 'Host=NAME;Database=NAME;Username=NAME;Password=…'.")]
    [InlineData(
        "PostgreSql", "Password=secret;Host",
        "ConnectionStrings:AmiBlazor cannot be understood as a connection string of PostgreSQL (its value is not shown); allowed is 'Host=NAME;Database=NAME;Username=NAME;Password=…'.")]
    public void A_bad_value_is_one_clear_line(string provider, string connectionString, string? message)
    {
        var result = new DatabaseOptionsValidator().Validate(null, new DatabaseOptions { Provider = provider, ConnectionString = connectionString });

        Assert.Equal(message, result.FailureMessage);
    }
}
