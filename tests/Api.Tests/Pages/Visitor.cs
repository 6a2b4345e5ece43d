using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

/// <summary>A person at a browser without script: opens pages, fills forms in, follows where they lead.</summary>
internal sealed class Visitor : IDisposable
{
    private readonly HttpClient _http;
    private readonly CookieContainer _cookies = new();

    public Visitor(ApiFactory api)
    {
        // Redirects are followed by hand, so that a test can see them.
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = _cookies };
        _http = new HttpClient(handler) { BaseAddress = api.CreateClient().BaseAddress };
    }

    /// <summary>The page that is open.</summary>
    public IHtmlDocument Page { get; private set; } = null!;

    public HttpStatusCode Status { get; private set; }

    /// <summary>The path and query that are open.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The text of the open page's main part, with single blanks.</summary>
    public string Main => string.Join(' ', Page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string Heading => Page.QuerySelector("main h1")!.TextContent.Trim();

    public static async Task<Visitor> SignedInAsync(ApiFactory api, string userName)
    {
        var visitor = new Visitor(api);
        await visitor.OpenAsync("/sign-in");
        await visitor.SubmitAsync("sign-in", ("userName", userName), ("password", "onewindow"));
        return visitor;
    }

    /// <summary>Loses a cookie, as a browser does when its time is over.</summary>
    public void Forget(string cookie) => _cookies.GetCookies(_http.BaseAddress!).Single(c => c.Name == cookie).Expired = true;

    /// <summary>Puts another value into a cookie.</summary>
    public void Change(string cookie, Func<string, string> change)
    {
        var held = _cookies.GetCookies(_http.BaseAddress!).Single(c => c.Name == cookie);
        held.Value = change(held.Value);
    }

    /// <summary>Asks for a page as its own script does, which shows nothing to anybody by itself.</summary>
    public async Task AskUnaskedAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Unasked", "1" } } };
        using var answer = await _http.SendAsync(request, Answers.Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Sends a header with all that follows.</summary>
    public void Say(string header, string value) => _http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

    public async Task OpenAsync(string path) => await ShowAsync(await _http.GetAsync(path, Answers.Ct), path);

    /// <summary>Sends a form of the open page with what it holds and what is typed over it; null leaves a field out.</summary>
    public async Task SubmitAsync(string? form, params (string Name, string? Value)[] typed)
    {
        await SubmitAsync(Page.QuerySelectorAll<IHtmlFormElement>("form").Single(f => Handler(f) == form), typed);
    }

    /// <summary>Sends the form whose button says this, as it stands.</summary>
    public Task PressAsync(string button) =>
        SubmitAsync(Page.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelectorAll("button").Any(b => b.TextContent.Trim() == button)), []);

    private async Task SubmitAsync(IHtmlFormElement element, (string Name, string? Value)[] typed)
    {
        var fields = Held(element).Where(f => typed.All(t => t.Name != f.Key)).ToList();
        fields.AddRange(typed.Where(t => t.Value is not null).Select(t => KeyValuePair.Create(t.Name, t.Value!)));
        var path = element.GetAttribute("action") ?? Path;
        using var content = new FormUrlEncodedContent(fields);
        await ShowAsync(await _http.PostAsync(path, content, Answers.Ct), path);
    }

    /// <summary>Sends the one form of the open page that has a field of this name.</summary>
    public async Task SubmitWithAsync(string field, params (string Name, string? Value)[] typed)
    {
        var element = Page.QuerySelectorAll<IHtmlFormElement>("form").Single(f => f.QuerySelector($"[name='{field}']") is not null);
        await SubmitAsync(element, typed);
    }

    /// <summary>Sends a form of the open page together with files, as a browser does: with the names of their fields and their own.</summary>
    public Task SendFilesAsync(string form, params (string Field, string Name, byte[] Content)[] files) => SendFilesAsync(form, [], files);

    /// <summary>The same with what is typed over the form's fields; null leaves a field out.</summary>
    public async Task SendFilesAsync(string form, (string Name, string? Value)[] typed, params (string Field, string Name, byte[] Content)[] files)
    {
        var element = Page.QuerySelectorAll<IHtmlFormElement>("form").Single(f => Handler(f) == form && f.GetAttribute("enctype") == "multipart/form-data");
        var path = element.GetAttribute("action") ?? Path;
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in Held(element).Where(f => !IsFile(element, f.Key) && typed.All(t => t.Name != f.Key))) content.Add(new StringContent(value), name);
        foreach (var (name, value) in typed.Where(t => t.Value is not null)) content.Add(new StringContent(value!), name);
        foreach (var (field, name, bytes) in files)
        {
            Assert.True(IsFile(element, field), $"The form takes no file as {field}.");
            content.Add(new ByteArrayContent(bytes), field, name);
        }

        await ShowAsync(await _http.PostAsync(path, content, Answers.Ct), path);
    }

    public string Value(string name) => Page.QuerySelectorAll($"[name='{name}']").Select(e => e switch
    {
        IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? box.Value : "",
        IHtmlInputElement input => input.Value,
        IHtmlTextAreaElement area => area.Value,
        IHtmlSelectElement list => list.Value ?? "",
        _ => "",
    }).FirstOrDefault(v => v.Length > 0, "");

    /// <summary>The error that stands beside a field; null for none.</summary>
    public string? ErrorAt(string name) =>
        Page.QuerySelector($"[name='{name}']")?.Closest(".field")?.QuerySelector(".error")?.TextContent.Trim();

    public void Dispose() => _http.Dispose();

    private async Task ShowAsync(HttpResponseMessage response, string path)
    {
        for (var hops = 0; response.Headers.Location is { } next && hops < 5; hops++)
        {
            path = next.IsAbsoluteUri ? next.PathAndQuery : next.ToString();
            response = await _http.GetAsync(path, Answers.Ct);
        }

        (Path, Status) = (path, response.StatusCode);
        Page = new HtmlParser().ParseDocument(await response.Content.ReadAsStringAsync(Answers.Ct));
    }

    private static string? Handler(IHtmlFormElement form) =>
        form.QuerySelector("input[name=_handler]")?.GetAttribute("value");

    private static bool IsFile(IHtmlFormElement form, string name) => form.QuerySelector($"input[type=file][name='{name}']") is not null;

    private static IEnumerable<KeyValuePair<string, string>> Held(IHtmlFormElement form) =>
        from control in form.QuerySelectorAll("input[name], textarea[name], select[name]")
        let value = control switch
        {
            IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? box.Value : null,
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement list => list.Value,
            _ => null,
        }
        where value is not null
        select KeyValuePair.Create(control.GetAttribute("name")!, value);
}
