using System.Net;
using System.Text.Json;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Endpoints;

public sealed class CatalogueEndpointTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Every_service_has_form_materials_limits_and_results()
    {
        var services = (await api.CreateClient().JsonAsync("/api/services")).GetProperty("items").EnumerateArray().ToList();
        Assert.Contains("disability-certificate", services.Select(s => s.Text("key")));
        foreach (var service in services)
        {
            Assert.Equal("object", service.GetProperty("form").Text("type"));
            Assert.NotEqual(0, service.GetProperty("materials").GetArrayLength());
            Assert.Single(service.GetProperty("limits").EnumerateArray(), l => l.Text("scope") == "case" && l.Text("key") != "statutory");
            Assert.Contains("withdrawn", service.GetProperty("results").EnumerateArray().Select(r => r.Text("key")));
            var single = await api.CreateClient().JsonAsync($"/api/services/{service.Text("key")}");
            Assert.Equal(service.GetRawText(), single.GetRawText());
        }
    }

    [Fact]
    public async Task Windows_are_organisations_of_the_kind_station()
    {
        var windows = (await api.CreateClient().JsonAsync("/api/organisations?kind=station")).GetProperty("items").EnumerateArray().ToList();
        Assert.Contains("county-station", windows.Select(w => w.Text("code")));
        Assert.All(windows, w => Assert.Contains(w.Text("level"), new[] { "county", "township" }));
        var all = await api.CreateClient().JsonAsync("/api/organisations");
        Assert.True(all.GetProperty("items").GetArrayLength() > windows.Count);
    }

    [Fact]
    public async Task The_contract_is_published()
    {
        var paths = (await api.CreateClient().JsonAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        foreach (var path in new[] { "/api/session", "/api/services", "/api/organisations", "/api/cases", "/api/cases/{number}", "/api/tasks", "/api/track/{number}" })
            Assert.Contains(path, paths);
    }

    [Fact]
    public async Task Query_parameters_are_published_in_the_contracts_letter_case()
    {
        var list = (await api.CreateClient().JsonAsync("/openapi/v1.json")).GetProperty("paths").GetProperty("/api/cases").GetProperty("get");
        Assert.Equal(
            ["status", "service", "body", "q", "late", "cursor", "size", "card", "gapsToldLate"],
            list.GetProperty("parameters").EnumerateArray().Select(p => p.Text("name")));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_started_node_is_alive_and_ready(string url) =>
        Assert.Equal(HttpStatusCode.OK, (await api.CreateClient().GetAsync(url, Answers.Ct)).StatusCode);
}
