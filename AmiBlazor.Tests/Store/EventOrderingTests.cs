using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using AmiBlazor.Data;
using AmiBlazor.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace AmiBlazor.Tests.Store;

/// <summary>
/// In whatever order events, lists, answers, writes, names, cuts and restarts come: when all is quiet, PBX, board and database agree, and after every
/// step the board is as the rules of order have it. Split, so that the halves run side by side.
/// </summary>
public abstract class EventOrderingTests
{
    /// <summary>Times of quiet in one story, which happens to one PBX; between two lies one interleaving.</summary>
    private const int Rounds = 10;

    private static readonly int StoriesOfSeed = LongRun.Of(usual: 40, full: 1_000);

    private static readonly EventOrderingStepKind[] Kinds =
    [
        .. Enumerable.Repeat(EventOrderingStepKind.Pass, 4), .. Enumerable.Repeat(EventOrderingStepKind.Ring, 6),
        EventOrderingStepKind.Say, EventOrderingStepKind.AddHint,
        EventOrderingStepKind.RemoveHint, EventOrderingStepKind.Reload, .. Enumerable.Repeat(EventOrderingStepKind.Deliver, 5),
        EventOrderingStepKind.Cut, EventOrderingStepKind.Notice,
        EventOrderingStepKind.Sync, .. Enumerable.Repeat(EventOrderingStepKind.SyncRow, 5), EventOrderingStepKind.SyncApply,
        EventOrderingStepKind.SyncApply, EventOrderingStepKind.Refresh,
        .. Enumerable.Repeat(EventOrderingStepKind.RefreshRow, 6), EventOrderingStepKind.RefreshApply, EventOrderingStepKind.RefreshApply,
        EventOrderingStepKind.Write, EventOrderingStepKind.Write,
        EventOrderingStepKind.Rename, EventOrderingStepKind.Restart,
    ];

    private static int _servers;

    /// <summary>Runs the stories of a seed, and where one fails the shortest part of it that still does.</summary>
    protected static Task CheckAsync(int seed) => Task.Run(async () =>
    {
        await using var database = await TestDatabase.CreateAsync(
            configure: builder => builder.Services.ConfigureDbContext<AmiBlazorDbContext>(options => options.AddInterceptors(new Hasty())));
        await CheckAsync(seed, StoriesOfSeed, database);
    });

    internal static async Task CheckAsync(int seed, int stories, TestDatabase database)
    {
        var random = new Random(seed);
        var started = Stopwatch.GetTimestamp();
        var steps = 0L;
        var failed = 0;
        string? first = null;
        for (var number = 0; number < stories; number++)
        {
            var story = Story(random);
            steps += story.Count;
            if (await FailureAsync(database, story) is not { } failure) continue;
            failed++;
            if (first is not null) continue;
            var shortest = await ShrinkAsync(database, story);
            first = $"Seed {seed}, story {number}: {failure.Message}\nShortest:\n  {string.Join("\n  ", shortest)}\n{await FailureAsync(database, shortest)}";
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Seed {seed}: {stories * Rounds} interleavings, {steps} steps, {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {failed} stories failed."));
        Assert.True(first is null, $"{failed} of {stories} stories failed. {first}");
    }

    private static List<EventOrderingStep> Story(Random random)
    {
        var story = new List<EventOrderingStep>();
        for (var round = 0; round < Rounds; round++)
        {
            var length = random.Next(6, 26);
            for (var number = 0; number < length; number++)
                story.Add(new EventOrderingStep(Kinds[random.Next(Kinds.Length)], random.Next()));
            story.Add(new EventOrderingStep(EventOrderingStepKind.Quiet, 0));
        }

        return story;
    }

    private static async Task<Exception?> FailureAsync(TestDatabase database, List<EventOrderingStep> story)
    {
        var server = "pbx-" + Interlocked.Increment(ref _servers).ToString(CultureInfo.InvariantCulture);
        using var world = await EventOrderingWorld.CreateAsync(database, server);
        try
        {
            foreach (var step in story) await world.TakeAsync(step);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    /// <summary>Leaves out what is not needed to fail: halves first, then less and less, at last single steps.</summary>
    private static async Task<List<EventOrderingStep>> ShrinkAsync(TestDatabase database, List<EventOrderingStep> story)
    {
        for (var size = story.Count / 2; size > 0; size /= 2)
        {
            for (var start = 0; start < story.Count;)
            {
                List<EventOrderingStep> shorter = [.. story.Take(start), .. story.Skip(start + size)];
                if (await FailureAsync(database, shorter) is null)
                    start += size;
                else
                    story = shorter;
            }
        }

        return story;
    }

    /// <summary>This database need not survive a power failure.</summary>
    private sealed class Hasty : DbConnectionInterceptor
    {
        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous = OFF";
            command.ExecuteNonQuery();
            return Task.CompletedTask;
        }
    }
}
