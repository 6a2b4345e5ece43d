using System.Net;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Access;

/// <summary>Lists, single records and searches agree on who may know of what.</summary>
public sealed class AccessTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Theory]
    [InlineData("office", true)]
    [InlineData("admin", true)]
    [InlineData("window", true)]
    [InlineData("legal-aid.handler", true)]
    [InlineData("legal-aid.approver", true)]
    [InlineData("window2", false)]
    [InlineData("civil-affairs.handler", false)]
    public async Task A_case_is_seen_by_its_bodies_and_the_office_everywhere_alike(string userName, bool seen)
    {
        var (found, _) = await new CaseSeed { Body = "legal-aid" }.AddAsync(api);
        var client = await api.ClientAsync(userName);
        foreach (var url in new[] { "/api/cases?size=100", $"/api/cases?q={found.Number}" })
            Assert.Equal(seen, (await client.JsonAsync(url)).Texts("number").Contains(found.Number));
        foreach (var part in new[] { "", "/timeline", "/deadline", "/explanation" })
        {
            var response = await client.GetAsync($"/api/cases/{found.Number}{part}", Answers.Ct);
            if (seen) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            else await response.ProblemAsync(HttpStatusCode.NotFound, "case-not-found");
        }
    }

    [Theory]
    [InlineData("office", true)]
    [InlineData("legal-aid.handler", true)]
    [InlineData("legal-aid.approver", false)]
    [InlineData("window", false)]
    public async Task A_task_is_seen_by_its_post_and_the_office(string userName, bool seen)
    {
        var (_, item) = await new CaseSeed { Body = "legal-aid" }.AddAsync(api);
        var client = await api.ClientAsync(userName);
        Assert.Equal(seen, (await client.JsonAsync("/api/tasks?scope=all&size=100")).Texts("id").Contains(item.Id.ToString()));
        var response = await client.GetAsync($"/api/tasks/{item.Id}", Answers.Ct);
        if (seen) Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        else await response.ProblemAsync(HttpStatusCode.NotFound, "task-not-found");
    }

    [Fact]
    public async Task The_office_has_no_posts_of_others_in_its_own_worklist()
    {
        var (_, item) = await new CaseSeed { Body = "legal-aid" }.AddAsync(api);
        Assert.DoesNotContain(item.Id.ToString(), (await (await api.ClientAsync("office")).JsonAsync("/api/tasks?size=100")).Texts("id"));
    }

    [Fact]
    public async Task Every_post_of_every_organisation_has_an_account_that_works()
    {
        var names = await api.WithDbAsync(db => Task.FromResult(db.Accounts.Select(a => a.UserName).ToHashSet()));
        var organisations = await api.CreateClient().JsonAsync("/api/organisations");
        var posts = from o in organisations.GetProperty("items").EnumerateArray()
                    from role in o.GetProperty("roles").EnumerateArray()
                    select $"{o.Text("code")}.{role.GetString()}";
        Assert.Superset(posts.Append("window").Append("window2").Append("office").Append("admin").ToHashSet(), names);
        Assert.True(names.Count > 100);
        await api.ClientAsync("sailaitang-station.clerk");
    }
}
