namespace AmiBlazor.Cli;

/// <summary>How a check of <see cref="DoctorCommand"/> ended.</summary>
internal enum CheckOutcome
{
    Ok,

    /// <summary>It works, and somebody should look at it.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Failed,
}

/// <summary>One check: one line for a person.</summary>
/// <param name="Name">What was checked: “database”, “PBX main”. Scripts rely on it.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Message">What was found, and what to do about it.</param>
internal sealed record CheckResult(string Name, CheckOutcome Outcome, string Message)
{
    public static CheckResult Ok(string name, string message) => new(name, CheckOutcome.Ok, message);

    public static CheckResult Warning(string name, string message) => new(name, CheckOutcome.Warning, message);

    public static CheckResult Failed(string name, string message) => new(name, CheckOutcome.Failed, message);

    /// <summary>The word for people and scripts.</summary>
    public string Word => Outcome switch
    {
        CheckOutcome.Ok => "ok",
        CheckOutcome.Warning => "warning",
        _ => "failed",
    };
}
