namespace AmiBlazor.Components.Accounts;

/// <summary>The fields that <see cref="ProofFields"/> posts.</summary>
public sealed class ProofInput
{
    public string? Password { get; set; }

    public string? Code { get; set; }
}
