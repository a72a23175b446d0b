using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using AmiBlazor.Board;
using AmiBlazor.Data;
using AmiBlazor.Data.Rows;
using AmiBlazor.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AmiBlazor.Views;

/// <summary>The extensions that accounts have marked as favourites, in the database and, of accounts that have pages, in memory.</summary>
internal sealed partial class FavouriteStore : IDisposable
{
    /// <summary>The most favourites of one account.</summary>
    public const int Most = 500;

    // One change at a time: a set that was read before a change must not replace the one after it.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ConcurrentDictionary<int, FrozenSet<int>> _known = new();
    private readonly IDbContextFactory<AmiBlazorDbContext> _contexts;
    private readonly SqliteWriteLock _writeLock;
    private readonly ILogger<FavouriteStore> _logger;
    private readonly Subscribers _subscribers;

    public FavouriteStore(IDbContextFactory<AmiBlazorDbContext> contexts, SqliteWriteLock writeLock, ILogger<FavouriteStore> logger)
    {
        (_contexts, _writeLock, _logger) = (contexts, writeLock, logger);
        _subscribers = new Subscribers(fault => Log.SubscriberFaulted(_logger, fault));
    }

    /// <summary>The numbers of the account's favourites in the database; empty before <see cref="LoadAsync"/>. Another set after each change.</summary>
    public FrozenSet<int> Of(int account) => _known.GetValueOrDefault(account) ?? FrozenSet<int>.Empty;

    /// <summary>Calls back, on any thread, after every change of anybody's. Disposing of the result ends it.</summary>
    public IDisposable Subscribe(Action callback) => _subscribers.Add(callback);

    /// <summary>Reads the account's favourites, unless that has been done. If the database fails, there are none, and the next call tries again.</summary>
    public async ValueTask LoadAsync(int account, CancellationToken cancellationToken)
    {
        if (_known.ContainsKey(account)) return;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!_known.ContainsKey(account)) _known[account] = await ReadAsync(account, cancellationToken);
        }
        catch (DbException failure)
        {
            Log.NotRead(_logger, failure);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Marks an extension as a favourite, or no longer.</summary>
    /// <param name="account">The account.</param>
    /// <param name="extension">The extension's number in the database; the caller has checked that the account sees it.</param>
    /// <param name="isFavourite">True to mark it.</param>
    /// <returns>What is wrong; null if it is done.</returns>
    public async Task<FormattableString?> SetAsync(int account, int extension, bool isFavourite)
    {
        await _turn.WaitAsync();
        try
        {
            var known = await ReadAsync(account, CancellationToken.None);
            _known[account] = known;
            if (known.Contains(extension) == isFavourite) return null;
            if (isFavourite && known.Count >= Most) return $"You have {Most:N0} favourites, and cannot have more.";
            await WriteAsync(new FavouriteEntry { AccountId = account, ExtensionId = extension }, isFavourite);
            _known[account] = known.Where(id => id != extension).Concat(isFavourite ? [extension] : []).ToFrozenSet();
        }
        finally
        {
            _turn.Release();
        }

        _subscribers.NotifyAll();
        return null;
    }

    public void Dispose() => _turn.Dispose();

    private async Task WriteAsync(FavouriteEntry entry, bool isFavourite)
    {
        await _writeLock.EnterAsync(CancellationToken.None);
        try
        {
            await using var context = await _contexts.CreateDbContextAsync();
            if (isFavourite)
            {
                context.Favourites.Add(entry);
                await context.SaveChangesAsync();
            }
            else
            {
                await context.Favourites.Where(row => row.AccountId == entry.AccountId && row.ExtensionId == entry.ExtensionId).ExecuteDeleteAsync();
            }
        }
        finally
        {
            _writeLock.Leave();
        }
    }

    private async Task<FrozenSet<int>> ReadAsync(int account, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var ids = await context.Favourites.AsNoTracking().Where(row => row.AccountId == account).Select(row => row.ExtensionId).ToListAsync(cancellationToken);
        return ids.ToFrozenSet();
    }

    private static partial class Log
    {
        [LoggerMessage(2170, LogLevel.Error, "The favourites of an account could not be read; its pages open without them.", EventName = "FavouritesNotRead")]
        public static partial void NotRead(ILogger logger, Exception failure);

        [LoggerMessage(2171, LogLevel.Error, "A page could not take over a change of favourites.", EventName = "FavouriteSubscriberFaulted")]
        public static partial void SubscriberFaulted(ILogger logger, Exception fault);
    }
}
