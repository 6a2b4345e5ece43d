namespace OneWindow.Api.Storage.Files;

/// <summary>The file store cannot serve now: its disk is full, away or not to be written. Sending again later is right.</summary>
internal sealed class FileStoreException(Exception cause) : Exception("The file store cannot serve now.", cause)
{
    /// <summary>Whether what was thrown while files were written says so.</summary>
    public static bool IsCause(Exception exception) => exception is IOException or UnauthorizedAccessException;
}
