namespace AmiBlazor.Store;

/// <summary>What became of something that was heard.</summary>
internal enum EnqueueResult
{
    /// <summary>It waits to be written.</summary>
    Taken,

    /// <summary>More waits than may: it is lost, and so is all that follows until the states are asked for again.</summary>
    Full,

    /// <summary>More extensions were named than one PBX may have: it is lost.</summary>
    TooManyExtensions,
}
