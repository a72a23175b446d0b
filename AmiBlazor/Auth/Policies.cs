namespace AmiBlazor.Auth;

/// <summary>The names of the authorization policies.</summary>
internal static class Policies
{
    /// <summary>Viewer or more.</summary>
    public const string See = "see";

    /// <summary>Supervisor or more.</summary>
    public const string Refresh = "refresh";

    /// <summary>Supervisor or more: may say what an extension is called.</summary>
    public const string Edit = "edit";

    /// <summary>Administrator.</summary>
    public const string Administer = "administer";
}
