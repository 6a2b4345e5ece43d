using System.Text.Json;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Forms;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Features.Tasks;

/// <summary>The data of an answer against the form that the task asks it by.</summary>
internal static class AnswerData
{
    /// <exception cref="RefusedException"><c>form-invalid</c> with every field.</exception>
    public static void Check(WorkItem item, JsonElement? data)
    {
        if (item.Form is null) return;
        using var schema = JsonDocument.Parse(item.Form);
        var errors = FormSchema.Parse(schema.RootElement).Validate(data ?? JsonElement.Parse("{}"), "data");
        if (errors.Count > 0)
            throw new RefusedException(RefusalKind.Invalid, "form-invalid", "填写内容有误。(The data has errors.)", errors.ByField());
    }
}
