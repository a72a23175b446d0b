namespace AmiBlazor.Data;

/// <summary>
/// Section <c>Database</c>, and the connection string <c>AmiBlazor</c>. A class, not a record: a connection string may hold a password.
/// </summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    public const string ConnectionStringKey = "ConnectionStrings:AmiBlazor";

    public const string DefaultConnectionString = "Data Source=App_Data/amiblazor.db";

    /// <summary>A name of <see cref="DatabaseProvider"/>, in any case. Text, so that a wrong one is told in our words.</summary>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary>Never shown: it may hold a password.</summary>
    public string ConnectionString { get; set; } = DefaultConnectionString;

    /// <summary>The provider; call it on validated options only.</summary>
    public DatabaseProvider KnownProvider => Enum.Parse<DatabaseProvider>(Provider, ignoreCase: true);
}
