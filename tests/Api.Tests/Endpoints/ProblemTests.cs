using System.Net;
using System.Text;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Endpoints;

public sealed class ProblemTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Without_a_sign_in_there_is_nothing_to_see() =>
        await (await api.CreateClient().GetAsync("/api/cases", Answers.Ct)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");

    [Fact]
    public async Task An_unknown_address_is_told_as_a_problem() =>
        await (await api.CreateClient().GetAsync("/api/nothing", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "not-found");

    [Fact]
    public async Task A_method_that_an_address_does_not_take_is_told_as_a_problem() =>
        await (await api.CreateClient().DeleteAsync("/api/services", Answers.Ct)).ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");

    [Theory]
    [InlineData("{bad")]
    [InlineData("")]
    [InlineData("[1]")]
    public async Task Broken_json_is_told_as_a_problem(string body)
    {
        var code = body.Length == 0 ? "request-invalid" : "json-invalid";
        await (await PostAsync(body, "application/json")).ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_wrong_type_names_its_field()
    {
        var problem = await (await PostAsync("""{"userName":{},"password":"x"}""", "application/json"))
            .ProblemAsync(HttpStatusCode.BadRequest, "json-invalid");
        Assert.True(problem.GetProperty("errors").TryGetProperty("userName", out _));
    }

    [Fact]
    public async Task Missing_fields_are_named_all_at_once()
    {
        var problem = await (await PostAsync("{}", "application/json")).ProblemAsync(HttpStatusCode.BadRequest, "request-invalid");
        Assert.Equal(["userName", "password"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task Another_media_type_is_refused() =>
        await (await PostAsync("userName=a", "text/plain")).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "media-type-unsupported");

    [Fact]
    public async Task English_is_spoken_to_those_who_ask_for_it()
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB,zh;q=0.5");
        var problem = await (await client.GetAsync("/api/services/none", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "service-not-found");
        Assert.Equal("There is no such service.", problem.Text("title"));
    }

    [Fact]
    public async Task A_browser_gets_the_same_problem_as_software()
    {
        var client = api.CreateClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        await (await client.GetAsync("/api/nothing", Answers.Ct)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Every_answer_keeps_browsers_in_check()
    {
        var headers = (await api.CreateClient().GetAsync("/api/services", Answers.Ct)).Headers;
        Assert.Contains("frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", headers.GetValues("Referrer-Policy").Single());
    }

    private Task<HttpResponseMessage> PostAsync(string body, string type) =>
        api.CreateClient().PostAsync("/api/session", new StringContent(body, Encoding.UTF8, type), Answers.Ct);
}
