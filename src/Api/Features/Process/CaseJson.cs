using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OneWindow.Api.Features.Process;

/// <summary>How details of audit rows are written: camelCase, nothing for null, Chinese as itself.</summary>
internal static class CaseJson
{
    public static readonly JsonSerializerOptions Detail = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };
}
