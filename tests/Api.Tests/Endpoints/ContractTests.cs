using System.Text.RegularExpressions;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Endpoints;

/// <summary>What other software relies on: paths and codes. A change here is a change of the contract.</summary>
public sealed class ContractTests(ApiFactory api) : IClassFixture<ApiFactory>
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
}
