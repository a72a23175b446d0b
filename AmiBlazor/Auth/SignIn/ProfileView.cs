using AmiBlazor.Auth.Authorization;

namespace AmiBlazor.Auth.SignIn;

/// <summary>What a person sees of his own account.</summary>
/// <param name="UserName">His name.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Servers">The PBXs that he sees; null for all.</param>
/// <param name="Departments">The departments that he sees; null for all.</param>
/// <param name="CreatedAt">Since when there is the account.</param>
/// <param name="LastSignInAt">Null where he never signed in.</param>
/// <param name="HasSecondFactor">Whether a code is asked for.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes have not been used.</param>
internal sealed record ProfileView(
    string UserName,
    string Role,
    IReadOnlyList<string>? Servers,
    IReadOnlyList<string>? Departments,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt,
    bool HasSecondFactor,
    int RecoveryCodesLeft);
