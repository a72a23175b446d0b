namespace AmiBlazor.Cluster;

/// <summary>What has changed in a table of immutable things since it was told last.</summary>
/// <param name="key">The name of a thing, which it keeps.</param>
internal sealed class TableChanges<T>(Func<T, string> key)
    where T : class
{
    private Dictionary<string, T> _told = new(StringComparer.Ordinal);
    private long _number;

    /// <summary>The changes; null when there are none.</summary>
    /// <param name="now">The table.</param>
    /// <param name="isWhole">Whether to tell all of it.</param>
    public TableMessage<T>? Next(IEnumerable<T> now, bool isWhole)
    {
        var table = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var one in now) table[key(one)] = one;
        isWhole |= _number == 0;
        T[] changed = isWhole ? [.. table.Values] : [.. table.Where(one => !Equals(_told.GetValueOrDefault(one.Key), one.Value)).Select(one => one.Value)];
        string[] gone = isWhole ? [] : [.. _told.Keys.Where(name => !table.ContainsKey(name))];
        _told = table;
        if (changed.Length == 0 && gone.Length == 0 && !isWhole) return null;
        return new TableMessage<T>(++_number, isWhole, changed, gone);
    }
}

/// <summary>Changes of a table.</summary>
/// <param name="Number">One more than that of the message before: whoever has not got that one has missed something.</param>
/// <param name="IsWhole">Whether it is the whole table.</param>
/// <param name="Changed">What is new or different.</param>
/// <param name="Gone">The names of what is gone.</param>
internal sealed record TableMessage<T>(long Number, bool IsWhole, T[]? Changed, string[]? Gone);

/// <summary>A table as another node tells it.</summary>
/// <param name="key">The name of a thing.</param>
internal sealed class ToldTable<T>(Func<T, string> key)
{
    private readonly Dictionary<string, T> _table = new(StringComparer.Ordinal);
    private long _number = -1;

    public IReadOnlyCollection<T> All => _table.Values;

    /// <summary>Nothing of it counts any more.</summary>
    public void Forget()
    {
        _table.Clear();
        _number = -1;
    }

    /// <summary>Takes changes.</summary>
    /// <returns>False if some before them are missing: then the whole table is needed.</returns>
    public bool Take(TableMessage<T> message)
    {
        if (!message.IsWhole && _number >= 0 && message.Number <= _number) return true;
        if (!message.IsWhole && message.Number != _number + 1) return false;
        if (message.IsWhole) _table.Clear();
        foreach (var one in message.Changed ?? []) _table[key(one)] = one;
        foreach (var name in message.Gone ?? []) _table.Remove(name);
        _number = message.Number;
        return true;
    }
}
