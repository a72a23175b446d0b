namespace AmiBlazor.Tests.Calls;

/// <summary>A bridge of the <see cref="ModelPbx"/>.</summary>
internal sealed class ModelBridge(string id, string type, string technology, string creator, string name)
{
    public string Id { get; } = id;

    public string Type { get; } = type;

    public string Technology { get; } = technology;

    public string Creator { get; } = creator;

    public string Name { get; } = name;

    public List<ModelChannel> Members { get; } = [];
}
