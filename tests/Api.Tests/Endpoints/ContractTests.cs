using System.Text.RegularExpressions;
using OneWindow.Api.Hosting;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Endpoints;

/// <summary>What other software relies on: paths and codes. A change here is a change of the contract.</summary>
public sealed partial class ContractTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Theory]
    [InlineData("/api/session", "post")]
    [InlineData("/api/services", "get")]
    [InlineData("/api/services/{key}", "get")]
    [InlineData("/api/organisations", "get")]
    [InlineData("/api/cases", "get", "post")]
    [InlineData("/api/cases/{number}", "get")]
    [InlineData("/api/cases/{number}/timeline", "get")]
    [InlineData("/api/cases/{number}/explanation", "get")]
    [InlineData("/api/cases/{number}/deadline", "get")]
    [InlineData("/api/cases/{number}/withdraw", "post")]
    [InlineData("/api/cases/{number}/materials", "post")]
    [InlineData("/api/cases/{number}/rating", "post")]
    [InlineData("/api/cases/{number}/ratings", "get")]
    [InlineData("/api/track/{number}/rating", "post")]
    [InlineData("/api/cases/{number}/reopen", "post")]
    [InlineData("/api/cases/{number}/objection", "post")]
    [InlineData("/api/cases/{number}/objections", "get")]
    [InlineData("/api/cases/{number}/documents", "get")]
    [InlineData("/api/cases/{number}/documents/{id}", "get")]
    [InlineData("/api/cases/{number}/aid", "get")]
    [InlineData("/api/cases/{number}/aid-permit", "post")]
    [InlineData("/api/track/{number}/objection", "post")]
    [InlineData("/api/track/{number}/withdraw", "post")]
    [InlineData("/api/grants", "get")]
    [InlineData("/api/grants/sums", "get")]
    [InlineData("/api/ratings", "get")]
    [InlineData("/api/follow-ups", "get")]
    [InlineData("/api/cases/{number}/files", "get", "post")]
    [InlineData("/api/cases/{number}/files/{id}", "get", "delete")]
    [InlineData("/api/track/{number}/files", "post")]
    [InlineData("/api/tasks", "get")]
    [InlineData("/api/tasks/{id}", "get")]
    [InlineData("/api/tasks/{id}/claim", "post")]
    [InlineData("/api/tasks/{id}/release", "post")]
    [InlineData("/api/tasks/{id}/complete", "post")]
    [InlineData("/api/tasks/{id}/return", "post")]
    [InlineData("/api/tasks/{id}/transfer", "post")]
    [InlineData("/api/track/{number}", "get")]
    [InlineData("/api/workflows", "get", "post")]
    [InlineData("/api/workflows/check", "post")]
    [InlineData("/api/workflows/{definitionId}/versions/{version}", "get")]
    [InlineData("/api/workflows/{definitionId}/publish", "post")]
    [InlineData("/api/workflows/{definitionId}/diff", "get")]
    [InlineData("/api/workflows/{definitionId}/replay", "post")]
    [InlineData("/api/workflows/{definitionId}/migrations/preview", "post")]
    [InlineData("/api/workflows/{definitionId}/migrations/apply", "post")]
    [InlineData("/api/workflows/{definitionId}/migrations/undo", "post")]
    [InlineData("/api/demo/clock", "post")]
    public async Task The_open_api_document_has_every_path_of_the_contract(string path, params string[] methods)
    {
        var paths = (await api.CreateClient().JsonAsync("/openapi/v1.json")).GetProperty("paths");
        Assert.True(paths.TryGetProperty(path, out var operations), $"{path} is missing.");
        foreach (var method in methods) Assert.True(operations.TryGetProperty(method, out _), $"{method} {path} is missing.");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_healthy_server_says_so(string path) =>
        Assert.Equal("Healthy", await (await api.CreateClient().GetAsync(path, Answers.Ct)).Content.ReadAsStringAsync(Answers.Ct));

    [Fact]
    public void The_codes_of_refusals_are_those_of_the_snapshot()
    {
        var found = Sources().SelectMany(CodesOf).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Snapshot(answers: true).Concat(Snapshot(answers: false)).Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public void Every_code_that_answers_a_request_has_a_text_in_both_languages() =>
        Assert.DoesNotContain(Snapshot(answers: true), code => !RefusalTexts.Has(code));

    private static List<string> Snapshot(bool answers)
    {
        var parts = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Api.Tests", "Snapshots", "refusal-codes.txt")).Split("\n\n");
        return [.. parts[answers ? 0 : 1].Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
    }

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    private static IEnumerable<string> CodesOf(string source) =>
        Code().Matches(source).Concat(source.Contains("class Problems", StringComparison.Ordinal) ? StatusCode().Matches(source) : []).Select(m => m.Groups["code"].Value);

    /// <summary>A code stands behind its kind, or is given to one of the few methods that add the kind.</summary>
    [GeneratedRegex("""(?:const string Code = |RefusalKind\.\w+,\s*|\bField\(|ThrowIfAny\(|Status[45]\d\d\w+, )"(?<code>[a-z]+(?:-[a-z]+)*)[""]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("""=> "(?<code>[a-z]+(?:-[a-z]+)*)[""]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusCode();
}
