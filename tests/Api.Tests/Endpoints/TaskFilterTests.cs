using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Features.Tasks;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.WorkItems;

namespace OneWindow.Api.Tests.Endpoints;

/// <summary>Worklists narrowed to what somebody looks for.</summary>
public sealed class TaskFilterTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Each_filter_leaves_what_fits_and_nothing_else()
    {
        const string Body = "red-cross";
        var (found, item) = await new CaseSeed { Body = Body }.AddAsync(api);
        var approver = await new CaseSeed { Body = Body, Role = "approver" }.AddAsync(api);
        await Colleagues.AddAsync(api, "filter.both", $"{Body}.handler", $"{Body}.approver");
        var client = await api.ClientAsync("filter.both");

        foreach (var query in new[]
        {
            $"q={found.Number}", $"q={found.Number[..13]}", $"post={Body}.handler", $"post={Body}.handler&service=disability-certificate&step=designate",
            $"post={Body}.handler&area=632622100200", $"post={Body}.handler&area={api.Services.GetRequiredService<CurrentCatalogue>().Current.Organisations.Path("632622100200").Last().Code}",
        })
            Assert.Equal([item.Id.ToString()], (await client.JsonAsync($"/api/tasks?{query}")).Texts("id"));
        Assert.Equal([approver.Item.Id.ToString()], (await client.JsonAsync($"/api/tasks?post={Body}.approver")).Texts("id"));
        foreach (var query in new[] { "service=legal-aid", "service=disability-certificate&step=accept", "area=632622203200", "post=trade-union.handler", "q=00000000" })
            Assert.Empty((await client.JsonAsync($"/api/tasks?{query}")).Texts("id"));
    }

    [Fact]
    public async Task A_number_of_a_case_elsewhere_finds_nothing()
    {
        var (found, _) = await new CaseSeed { Body = "trade-union" }.AddAsync(api);
        Assert.Empty((await (await api.ClientAsync("commerce-federation.handler")).JsonAsync($"/api/tasks?q={found.Number}")).Texts("id"));
    }

    [Theory]
    [InlineData("13800001234", "search-in-address")]
    [InlineData("99010119800101001X", "search-in-address")]
    [InlineData("张三", "request-invalid")]
    [InlineData("2609", "request-invalid")]
    public async Task What_is_no_number_of_a_case_is_refused(string q, string code)
    {
        if (code == "search-in-address" && q.Length == 18) q = Domain.Parties.IdentityNumber.WithCheckDigit(q[..17]);
        await (await (await api.ClientAsync("office")).GetAsync($"/api/tasks?q={Uri.EscapeDataString(q)}", Answers.Ct)).ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_filter_that_little_fits_looks_through_a_stretch_at_a_time_and_goes_on_behind_it()
    {
        const string Body = "overseas-federation";
        var calendar = api.Services.GetRequiredService<CurrentCatalogue>().Current.Calendar;
        var seed = new CaseSeed { Body = Body };
        var (found, _) = await seed.AddAsync(api);
        var opening = seed.Opening(found, calendar);
        var last = WorkItem.Open(opening with { Id = Guid.CreateVersion7(found.RegisteredAt), ActivityId = "rare", DueAt = opening.DueAt!.Value.AddDays(1) });
        await api.WithDbAsync(async db =>
        {
            for (var i = 1; i < TaskSearch.Stretch; i++) db.WorkItems.Add(WorkItem.Open(opening with { Id = Guid.CreateVersion7(found.RegisteredAt), BookmarkId = $"b{i}" }));
            db.WorkItems.Add(last);
            return await db.SaveChangesAsync(Answers.Ct);
        });
        var client = await api.ClientAsync($"{Body}.handler");

        var first = await client.JsonAsync("/api/tasks?step=rare&size=25");
        Assert.Empty(first.Texts("id"));
        var second = await client.JsonAsync($"/api/tasks?step=rare&size=25&cursor={first.Text("nextCursor")}");

        Assert.Equal([last.Id.ToString()], second.Texts("id"));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("nextCursor").ValueKind);
    }
}
