using System.Runtime.CompilerServices;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Features.Integrity.Checks;

/// <summary>Every file that a case has lies in the store and is what was uploaded; each is read whole.</summary>
internal sealed class FileCheck(FileAudit audit) : IStoreCheck
{
    public async IAsyncEnumerable<Finding> CheckAsync(OneWindowDb db, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var found in audit.FindAsync(readsContents: true, ct).WithCancellation(ct))
            yield return found.Fault is FileFault.Missing
                ? new Finding("file-missing", "case_files", $"the store has nothing for file {found.FileId} of case id {found.CaseId}")
                : new Finding("file-damaged", "case_files", $"file {found.FileId} of case id {found.CaseId} does not open, or is not what was uploaded");
    }
}
