using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Hosting;
using OneWindow.Bench.Lists;

namespace OneWindow.Bench.Pages;

/// <summary>
/// What a page weighs when somebody comes for the first time, and how long the server works at it, on a store that was
/// seeded before.
/// </summary>
internal static partial class PageBench
{
    // As a server that has run for a while: code is compiled for good after some hundred calls.
    private const int WarmUps = 300;
    private const string Resident = "";
    private const string Clerk = "window";
    private const string County = "federation-disabled.handler";
    private const string Office = "office";

    public static readonly string[] Header = ["page", "KB first view", "KB of it the page", "server ms p50", "server ms p99"];

    /// <summary>POST stands for sending the page's tracking form.</summary>
    private static readonly (string UserName, string Path)[] Views =
    [
        (Resident, "/track"), (Resident, "POST /track/{number}"), (Resident, "/sign-in"),
        (Clerk, "/register"), (Clerk, "/register/temporary-relief"),
        (County, "/tasks"), (County, "/tasks?scope=mine"), (County, "/tasks/{task}"), (County, "/cases"),
        (Office, "/cases"), (Office, "/cases/{number}"), (Office, "/cases/{number}/deadline"), (Office, "/cases/{number}/receipt"),
        (Office, "/workflows"), (Office, "/ledgers"),
    ];

    /// <param name="settings">Name the seeded store: provider, connection string and data key.</param>
    public static async Task<IReadOnlyList<string[]>> RunAsync(Effort effort, string[] settings)
    {
        var times = new ServerTimes();
        await using var app = Composition.Build(["--urls=http://127.0.0.1:0", .. CommandLine.Quiet, .. settings], services => services.AddSingleton<IStartupFilter>(times));
        await app.PrepareAsync();
        await app.StartAsync();
        var place = await SeededStore.FindAsync(app, County);
        var rows = new List<string[]>();
        foreach (var (userName, path) in Views)
        {
            var (method, address) = place.Fill(path).Split(' ') is [var verb, var rest] ? (verb, rest) : ("GET", place.Fill(path));
            using var client = Client(app);
            if (userName.Length > 0) await SignInAsync(client, userName);
            var form = method == "POST" ? await FormAsync(client, address, ("_handler", "track"), ("number", place.Number), ("tail", place.Tail)) : null;
            var (page, bytes) = await OpenAsync(client, address, form);
            var parts = await PartsAsync(client, page);
            var taken = await MeasureAsync(client, address, form, effort.Steps * 4, times);
            rows.Add([
                $"{(userName.Length > 0 ? userName : "anybody")}: `{path}`", Report.Number((bytes + parts) / 1024.0), Report.Number(bytes / 1024.0),
                Report.Number(taken[taken.Length / 2]), Report.Number(taken[(int)(taken.Length * 0.99)]),
            ]);
        }

        return rows;
    }

    /// <summary>As a browser asks: it takes what is compressed, and bytes are counted as they come.</summary>
    private static HttpClient Client(WebApplication app)
    {
        var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri(app.Urls.First()) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html,*/*");
        return client;
    }

    private static async Task SignInAsync(HttpClient client, string userName)
    {
        var form = await FormAsync(client, "/sign-in", ("_handler", "sign-in"), ("userName", userName), ("password", "onewindow"));
        using var response = await client.PostAsync("/sign-in", new FormUrlEncodedContent(form));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The fields of a form with its proof of origin, which the page gives.</summary>
    private static async Task<KeyValuePair<string, string>[]> FormAsync(HttpClient client, string address, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await client.GetStringAsync(address)).Groups["token"].Value;
        return [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", token)];
    }

    /// <summary>The page's text, and its bytes as they were sent with their headers.</summary>
    private static async Task<(string Text, long Bytes)> OpenAsync(HttpClient client, string address, KeyValuePair<string, string>[]? form)
    {
        // The text to read what it refers to; the weight as a browser gets it.
        using var plain = await SendAsync(client, address, form, null);
        plain.EnsureSuccessStatusCode();
        return (await plain.Content.ReadAsStringAsync(), await WeighAsync(client, address, form));
    }

    private static async Task<long> PartsAsync(HttpClient client, string page)
    {
        var bytes = 0L;
        foreach (var part in Part().Matches(page).Select(m => m.Groups["path"].Value).Distinct(StringComparer.Ordinal)) bytes += await WeighAsync(client, part, null);
        return bytes;
    }

    private static async Task<long> WeighAsync(HttpClient client, string address, KeyValuePair<string, string>[]? form)
    {
        using var response = await SendAsync(client, address, form, "gzip, deflate, br");
        var body = await response.Content.ReadAsByteArrayAsync();
        return body.Length + response.Headers.Concat(response.Content.Headers).Sum(h => h.Key.Length + h.Value.Sum(v => v.Length + 4));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string address, KeyValuePair<string, string>[]? form, string? encodings)
    {
        using var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, address);
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        if (encodings is not null) request.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        return await client.SendAsync(request);
    }

    /// <summary>Milliseconds of the server alone, ascending.</summary>
    private static async Task<double[]> MeasureAsync(HttpClient client, string address, KeyValuePair<string, string>[]? form, int count, ServerTimes times)
    {
        for (var i = -WarmUps; i < count; i++)
        {
            if (i == 0) times.Clear();
            using var response = await SendAsync(client, address, form, "gzip, deflate, br");
            await response.Content.ReadAsByteArrayAsync();
        }

        return times.Sorted();
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    [GeneratedRegex("""<(?:link|script|img)\b[^>]*?(?:href|src)="(?<path>/[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();

    /// <summary>Stands before everything else of the application and takes the time from the request to its last byte.</summary>
    private sealed class ServerTimes : IStartupFilter
    {
        private readonly ConcurrentQueue<double> _milliseconds = new();

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(TakeAsync);
            next(app);
        };

        public void Clear() => _milliseconds.Clear();

        public double[] Sorted() => [.. _milliseconds.Order()];

        private async Task TakeAsync(HttpContext context, RequestDelegate next)
        {
            var start = Stopwatch.GetTimestamp();
            await next(context);
            _milliseconds.Enqueue(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
}
