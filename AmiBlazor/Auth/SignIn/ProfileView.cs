using AmiBlazor.Auth.Authorization;

namespace AmiBlazor.Auth.SignIn;

/// <summary>What users see of their own accounts.</summary>
/// <param name="UserName">The user name.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Servers">The PBXs in the scope; null for all.</param>
/// <param name="Departments">The departments in the scope; null for all.</param>
/// <param name="CreatedAt">When the account was created.</param>
/// <param name="LastSignInAt">Null if the user has never signed in.</param>
/// <param name="HasSecondFactor">Whether sign-in asks for a second factor.</param>
/// <param name="RecoveryCodesLeft">The number of unused recovery codes.</param>
/// <param name="Passkeys">The number of passkeys.</param>
/// <param name="NeedsSecondFactor">Whether the role requires a second factor that the user does not have: until then nothing else can be opened.</param>
internal sealed record ProfileView(
    string UserName,
    string Role,
    IReadOnlyList<string>? Servers,
    IReadOnlyList<string>? Departments,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt,
    bool HasSecondFactor,
    int RecoveryCodesLeft,
    int Passkeys,
    bool NeedsSecondFactor);
