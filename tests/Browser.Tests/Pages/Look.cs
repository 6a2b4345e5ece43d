using System.Globalization;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace OneWindow.Browser.Tests.Pages;

/// <summary>What is wrong with a page that is open; all looks together are counted.</summary>
internal sealed class Look(IPage page, string url)
{
    private const string ReportFile = "ONEWINDOW_AXE_REPORT";
    private const string PictureFolder = "ONEWINDOW_SCREENSHOTS";

    // Chinese outside of what says that it is Chinese.
    private const string Untranslated = """
        known => {
          const who = document.querySelector(".who")?.textContent;
          known = [...known, ...(who ? [who] : [])].sort((a, b) => b.length - a.length);
          const chinese = /[\u4e00-\u9fff]/, found = [];
          const look = (text, element) => {
            let rest = text ?? "";
            for (const word of known) rest = rest.replaceAll(word, "");
            if (chinese.test(rest) && !element.closest("[lang^=zh]:not(html)")) found.push(`${element.tagName.toLowerCase()}: ${text.trim()}`);
          };
          look(document.title, document.documentElement);
          for (const element of document.body.querySelectorAll("*")) {
            if (element.closest("script, style")) continue;
            for (const name of ["aria-label", "title", "alt", "placeholder", "data-label", "data-busy", "data-too-large"]) look(element.getAttribute(name), element);
            for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) look(node.data, element);
          }
          return found;
        }
        """;

    // In the page itself and with only what is asked of it: the package's own way opens a further window for each look.
    private const string RunAxe = """
        async () => {
          const found = await axe.run(document, { resultTypes: ["violations"] });
          return [`${found.passes.length}`, ...found.violations.map(v => `${v.id} ${v.nodes.map(n => n.html).join(" ")}`)];
        }
        """;

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();
    private static int _looks;
    private static int _violations;

    private readonly List<string> _complaints = [];

    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>Whether pictures are wanted, which takes longer.</summary>
    public static bool TakesPictures => Environment.GetEnvironmentVariable(PictureFolder) is { Length: > 0 };

    /// <summary>Writes how many looks axe took to the file that whoever runs the tests names.</summary>
    public static void Report()
    {
        if (Environment.GetEnvironmentVariable(ReportFile) is { Length: > 0 } file && _looks > 0)
            File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture, $"axe checked {_looks} pages and states (WCAG 2.1 A and AA, at 360 and 1440 pixels): {_violations} violations\n"));
    }

    /// <summary>Listens from now on for what the browser complains about, and for requests that leave this site.</summary>
    public Look Listen()
    {
        page.Console += (_, message) =>
        {
            // A refused form and a page that is not there are part of the tour.
            if (message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal)) _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(url, StringComparison.Ordinal)) _complaints.Add(request.Url);
        };
        return this;
    }

    public async Task AtWidthAsync(string name)
    {
        var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over > 0) _complaints.Add($"{name} is {over} pixels wider than the screen of {page.ViewportSize!.Width}.");
        if (await page.EvaluateAsync<bool>("document.querySelectorAll('h1').length !== 1")) _complaints.Add($"{name} has not one main heading.");
    }

    public async Task WithAxeAsync(string name)
    {
        await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<string[]>(RunAxe);
        Assert.NotEqual("0", found[0]);
        Interlocked.Increment(ref _looks);
        Interlocked.Add(ref _violations, found.Length - 1);
        _complaints.AddRange(found.Skip(1).Select(violation => $"{name}: {violation}"));
    }

    /// <param name="known">Names and data that are Chinese in every language.</param>
    public async Task InEnglishAsync(string name, IEnumerable<string> known)
    {
        if (await page.EvaluateAsync<string>("document.documentElement.lang") != "en") _complaints.Add($"{name} does not say that it is English.");
        _complaints.AddRange((await page.EvaluateAsync<string[]>(Untranslated, known.ToArray())).Distinct(StringComparer.Ordinal).Select(text => $"{name}: {text}"));
    }

    /// <summary>Takes a picture where somebody asked for pictures.</summary>
    public async Task PictureAsync(string name)
    {
        if (TakesPictures)
            await page.ScreenshotAsync(new() { Path = Path.Combine(Environment.GetEnvironmentVariable(PictureFolder)!, $"{name}.png"), FullPage = true });
    }
}
