using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AmiBlazor.Data.DesignTime;

/// <summary>Writes the model snapshot without provider-specific types, with generated columns marked for PostgreSQL too.</summary>
internal sealed class PortableSnapshot(AnnotationCodeGeneratorDependencies dependencies) : AnnotationCodeGenerator(dependencies)
{
    private static readonly MethodInfo UseIdentity = typeof(NpgsqlPropertyBuilderExtensions).GetMethod(
        nameof(NpgsqlPropertyBuilderExtensions.UseIdentityByDefaultColumn), 0, [typeof(PropertyBuilder)])!;

    public override IReadOnlyList<MethodCallCodeFragment> GenerateFluentApiCalls(IEntityType entityType, IDictionary<string, IAnnotation> annotations)
    {
        annotations.Remove(RelationalAnnotationNames.ContainerColumnType);
        return base.GenerateFluentApiCalls(entityType, annotations);
    }

    public override IReadOnlyList<MethodCallCodeFragment> GenerateFluentApiCalls(IProperty property, IDictionary<string, IAnnotation> annotations)
    {
        annotations.Remove(RelationalAnnotationNames.ColumnType);
        var calls = base.GenerateFluentApiCalls(property, annotations);
        return PortableColumnAnnotations.IsNumbered(property) ? [.. calls, new MethodCallCodeFragment(UseIdentity)] : calls;
    }
}
