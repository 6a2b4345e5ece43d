using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace OneWindow.Faults.Drill;

/// <summary>The people of the demonstration, signed in; their tokens hold on every node and after every restart.</summary>
internal sealed class Staff
{
    public const string Office = "office";
    private const string Password = "onewindow";
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

    /// <summary>Sends a request as one of them, and signs in first where that has not happened or has expired.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string url, string by, object? body = null, string? key = null)
    {
        var response = await SendOnceAsync(http, method, url, await TokenAsync(http, by), body, key);
        if (response.StatusCode is not HttpStatusCode.Unauthorized) return response;
        response.Dispose();
        _tokens.TryRemove(by, out _);
        return await SendOnceAsync(http, method, url, await TokenAsync(http, by), body, key);
    }

    /// <summary>Reads something as the joint office, which sees everything.</summary>
    public async Task<JsonElement> ReadAsync(HttpClient http, string url)
    {
        using var response = await SendAsync(http, HttpMethod.Get, url, Office);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<HttpResponseMessage> SendOnceAsync(HttpClient http, HttpMethod method, string url, string token, object? body, string? key)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null) request.Content = JsonContent.Create(body);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await http.SendAsync(request);
    }

    private async Task<string> TokenAsync(HttpClient http, string person)
    {
        if (_tokens.TryGetValue(person, out var token)) return token;
        using var response = await http.PostAsJsonAsync("/api/session", new { userName = person, password = Password });
        response.EnsureSuccessStatusCode();
        return _tokens[person] = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }
}
