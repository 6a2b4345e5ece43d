using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Messages.Webhooks;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Messages;

/// <summary>Temporary relief with an office outside that is asked first, and an event that is waited for after that.</summary>
internal static class ReferralFlow
{
    public const string Partner = "civil-affairs";
    public const string Event = "means-checked";

    private const string Refer =
        """
        {"id":"refer","type":"OneWindow.ReferOut","version":1,
        "partner":{"typeName":"String","expression":{"type":"Literal","value":"civil-affairs"}},
        "question":{"typeName":"String","expression":{"type":"Literal","value":"该户是否享受低保？"}},
        "title":{"typeName":"String","expression":{"type":"Literal","value":"民政核对"}},
        "titleEn":{"typeName":"String","expression":{"type":"Literal","value":"Civil affairs check"}},
        "body":{"typeName":"String","expression":{"type":"Literal","value":"federation-disabled"}},
        "limit":{"typeName":"String","expression":{"type":"Literal","value":"5wd"}},
        "lapseOutcome":{"typeName":"String","expression":{"type":"Literal","value":"silent"}},
        "form":{"typeName":"Object","expression":{"type":"Object","value":"{\"type\":\"object\",\"properties\":{\"level\":{\"type\":\"string\",\"title\":\"低保类别\"}}}"}},
        "outcomes":{"typeName":"Object","expression":{"type":"Object","value":"[{\"key\":\"yes\",\"name\":\"是\"},{\"key\":\"no\",\"name\":\"否\",\"reason\":true},{\"key\":\"silent\",\"name\":\"未答复\"}]"}}}
        """;

    private const string Wait = """{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"typeName":"String","expression":{"type":"Literal","value":"means-checked"}}}""";

    /// <summary>Publishes the changed service.</summary>
    public static async Task PublishAsync(ApiFactory api)
    {
        var folder = Directory.CreateTempSubdirectory("onewindow-referral-");
        try
        {
            Repository.CopyBuiltInTo(folder);
            Insert(Path.Combine(folder.FullName, "temporary-relief", "workflow.json"));
            await using var scope = api.Services.CreateAsyncScope();
            var loader = scope.ServiceProvider.GetRequiredService<CatalogueLoader>();
            await loader.ImportAsync(folder.FullName, Answers.Ct);
            await loader.LoadAsync(Answers.Ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Makes a partner known and gives its secret.</summary>
    public static async Task<string> PartnerAsync(CaseDriver driver, string code, string? url = null, params string[] events) =>
        (await CaseDriver.OkAsync(await driver.PostAsync("admin", "/api/partners", new { code, name = "县民政局", url, events }), System.Net.HttpStatusCode.Created)).Text("secret")!;

    /// <summary>Calls as a partner's software does.</summary>
    public static async Task<HttpResponseMessage> CallAsync(ApiFactory api, string partner, string secret, object body, string id, TimeSpan late = default, Func<string, string>? tamper = null)
    {
        var text = JsonSerializer.Serialize(body, JsonSerializerOptions.Web);
        var timestamp = (TimeProvider.System.GetUtcNow() - late).ToUnixTimeSeconds();
        var signature = WebhookSignature.Sign(secret, id, timestamp, Encoding.UTF8.GetBytes(text));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/inbound/{partner}") { Content = new StringContent(tamper?.Invoke(text) ?? text, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, signature);
        return await api.CreateClient().SendAsync(request, Answers.Ct);
    }

    private static void Insert(string file)
    {
        var json = JsonNode.Parse(File.ReadAllText(file))!;
        var flow = json["root"]!;
        flow["activities"]!.AsArray().Add(JsonNode.Parse(Refer));
        flow["activities"]!.AsArray().Add(JsonNode.Parse(Wait));
        var connections = flow["connections"]!.AsArray();
        var first = connections.Single(c => (string?)c!["source"]!["activity"] == "start")!;
        var then = (string)first["target"]!["activity"]!;
        first["target"]!["activity"] = "refer";
        foreach (var outcome in new[] { "yes", "no", "silent" }) connections.Add(Connection("refer", outcome, "wait"));
        connections.Add(Connection("wait", "Done", then));
        File.WriteAllText(file, json.ToJsonString());
    }

    private static JsonObject Connection(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };
}
