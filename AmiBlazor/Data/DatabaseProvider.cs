namespace AmiBlazor.Data;

internal enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
