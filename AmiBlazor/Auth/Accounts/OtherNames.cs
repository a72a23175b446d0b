namespace AmiBlazor.Auth.Accounts;

/// <summary>The names of all API keys that open something: no account is to be called like one, because the audit log names both.</summary>
internal delegate IReadOnlyCollection<string> OtherNames();
