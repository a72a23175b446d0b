namespace AmiBlazor.Data;

/// <summary>
/// Section <c>Database</c>, and the connection string <c>AmiBlazor</c>. A class, not a record: a connection string may hold a password.
/// </summary>
internal sealed class DatabaseOptions
{
    public const string Section = "Database";

    public const string ConnectionStringKey = "ConnectionStrings:AmiBlazor";

    public const string DefaultConnectionString = "Data Source=App_Data/amiblazor.db";

    /// <summary>A name of <see cref="DatabaseProvider"/>, in any case. A string, so that the validator can explain a wrong one.</summary>
    public string Provider { get; set; } = nameof(DatabaseProvider.Sqlite);

    /// <summary>The connection string; never shown, because it may hold a password.</summary>
    public string ConnectionString { get; set; } = DefaultConnectionString;

    /// <summary>The provider. Only for validated options.</summary>
    public DatabaseProvider KnownProvider => Enum.Parse<DatabaseProvider>(Provider, ignoreCase: true);
}
