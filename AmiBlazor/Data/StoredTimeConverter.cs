using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AmiBlazor.Data;

/// <summary>Applies <see cref="UtcTime"/> in EF Core; set for every time of the model in <see cref="AmiBlazorDbContext"/>.</summary>
internal sealed class StoredTimeConverter()
    : ValueConverter<DateTimeOffset, long>(time => UtcTime.ToStored(time), stored => UtcTime.FromStored(stored));
