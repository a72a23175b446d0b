namespace AmiBlazor.Demo;

/// <summary>
/// What happens when: each activity of the simulation is a sequence of waits between its steps, and all of them share one virtual clock, so that a quarter
/// of an hour passes in a test without waiting.
/// </summary>
internal sealed class DemoCourses(DemoFloor floor)
{
    // Guarded by the floor's lock. Of those that are due at one time, the one that began first comes first.
    private readonly PriorityQueue<IEnumerator<TimeSpan>, (TimeSpan Due, long Number)> _courses = new();
    private long _begun;

    /// <summary>How many are under way.</summary>
    public int Count
    {
        get
        {
            lock (floor.Lock) return _courses.Count;
        }
    }

    /// <summary>When the next step is due, on the virtual clock.</summary>
    public TimeSpan NextAt
    {
        get
        {
            lock (floor.Lock) return _courses.TryPeek(out _, out var next) ? next.Due : TimeSpan.MaxValue;
        }
    }

    /// <summary>Makes all steps that are due by then.</summary>
    public void AdvanceTo(TimeSpan time)
    {
        while (true)
        {
            // Step by step, so that nobody waits for all of them.
            lock (floor.Lock)
            {
                if (!_courses.TryPeek(out var course, out var next) || next.Due > time)
                {
                    if (time > floor.Switch.Now) floor.Switch.Now = time;
                    return;
                }

                _courses.Dequeue();
                floor.Switch.Now = next.Due;
                Continue(course);
            }
        }
    }

    /// <summary>Begins an activity with its first step. To be used under the floor's lock.</summary>
    public void Begin(IEnumerable<TimeSpan> course) => Continue(course.GetEnumerator());

    private void Continue(IEnumerator<TimeSpan> course)
    {
        if (course.MoveNext())
            _courses.Enqueue(course, (floor.Switch.Now + course.Current, _begun++));
        else
            course.Dispose();
    }
}
