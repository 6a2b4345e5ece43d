using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Files;

/// <summary>Sends and fetches files over HTTP.</summary>
internal sealed class FileDriver(ApiFactory api)
{
    /// <summary>The window of the applicant's town, which also takes papers in.</summary>
    public const string Clerk = "sailaitang-station.clerk";

    private readonly CaseDriver _cases = new(api);

    /// <summary>A case that waits for one paper: photos.</summary>
    public async Task<string> WaitingAsync()
    {
        var number = await RegisteredAsync();
        await _cases.AnswerAsync(number, "accept", "gaps", "缺照片", new { missing = new[] { "photos" } });
        return number;
    }

    public Task<string> RegisteredAsync() => _cases.RegisterAsync(Application.Certificate.With("photos", "missing"));

    public async Task<HttpResponseMessage> SendAsync(string by, string number, byte[] content, string name = "a.pdf", string? material = "photos") =>
        await (await api.ClientAsync(by)).PostAsync($"/api/cases/{number}/files", Form(content, name, ("material", material)), Answers.Ct);

    public Task<HttpResponseMessage> SendAsApplicantAsync(string number, string? tail, byte[] content, string name = "a.pdf", string material = "photos") =>
        api.CreateClient().PostAsync($"/api/track/{number}/files", Form(content, name, ("tail", tail), ("material", material)), Answers.Ct);

    public async Task<JsonElement> OkAsync(string number, byte[] content, string name = "a.pdf", string? material = "photos") =>
        await CaseDriver.OkAsync(await SendAsync(Clerk, number, content, name, material));

    /// <summary>The case's files as its window sees them.</summary>
    public async Task<List<JsonElement>> FilesAsync(string number) =>
        [.. (await (await api.ClientAsync(Clerk)).JsonAsync($"/api/cases/{number}/files")).GetProperty("items").EnumerateArray()];

    public async Task<HttpResponseMessage> FetchAsync(string number, string? id, string by = Clerk, Action<HttpRequestHeaders>? headers = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/cases/{number}/files/{id}{query}");
        headers?.Invoke(request.Headers);
        return await (await api.ClientAsync(by)).SendAsync(request, Answers.Ct);
    }

    /// <summary>A form as bytes, so that names can be what no client would send.</summary>
    /// <param name="name">Sent percent-encoded (RFC 5987), which can hold any character.</param>
    public static ByteArrayContent Form(byte[] content, string name, params (string Name, string? Value)[] fields)
    {
        using var body = new MemoryStream();
        foreach (var (field, value) in fields)
            if (value is not null) Write(body, $"--b\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
        Write(body, $"--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(name)}\r\nContent-Type: text/html\r\n\r\n");
        body.Write(content);
        Write(body, "\r\n--b--\r\n");
        return Multipart(body.ToArray());
    }

    public static ByteArrayContent Multipart(byte[] body)
    {
        var form = new ByteArrayContent(body);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        return form;
    }

    private static void Write(MemoryStream body, string text) => body.Write(Encoding.UTF8.GetBytes(text));
}
