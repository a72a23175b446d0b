namespace AmiBlazor.Auth.Authorization;

/// <summary>The names of the authorization policies. Each asks for a role; those that change something ask the database for the role of now.</summary>
internal static class Policies
{
    /// <summary>Viewer or more.</summary>
    public const string See = "see";

    /// <summary>Viewer or more, or a paired wall screen.</summary>
    public const string Wall = "wall";

    /// <summary>Supervisor or more.</summary>
    public const string Refresh = "refresh";

    /// <summary>Supervisor or more: may say what an extension is called.</summary>
    public const string Edit = "edit";

    /// <summary>Supervisor or more, with the right to act on calls and queues that an administrator gives.</summary>
    public const string Control = "calls.control";

    /// <summary>Anybody with an account: a key has none.</summary>
    public const string Own = "own";

    /// <summary>Administrator.</summary>
    public const string Administer = "administer";
}
