using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OneWindow.Api.Storage.Files;

/// <summary>Forces a folder's names to the disk: after a power cut a renamed file must be found under its new name.</summary>
internal static partial class FolderSync
{
    private const int ReadOnly = 0;

    /// <exception cref="IOException">The disk did not take it.</exception>
    public static void Run(string folder)
    {
        // Windows writes names through by itself and gives no handle to ask for it.
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0) throw Failure();
        try
        {
            if (Sync(handle) != 0) throw Failure();
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failure() => new("A folder of the file store could not be written to the disk.", new Win32Exception(Marshal.GetLastPInvokeError()));

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
