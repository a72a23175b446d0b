using AmiBlazor.Api;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AmiBlazor.Data;

/// <summary>EF Core's way to <see cref="UtcTime"/>; set for every time of the model in <see cref="AmiBlazorDbContext"/>.</summary>
internal sealed class UtcTimeConverter()
    : ValueConverter<DateTimeOffset, long>(time => UtcTime.ToStored(time), stored => UtcTime.FromStored(stored));
