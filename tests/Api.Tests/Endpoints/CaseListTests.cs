using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Tests.Endpoints;

public sealed class CaseListTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Pages_give_every_case_once_and_newest_first()
    {
        const string Body = "red-cross";
        var numbers = new List<string>();
        // Two of each age: the number decides between cases registered in the same instant.
        for (var i = 0; i < 7; i++)
            numbers.Add((await new CaseSeed { Body = Body, Age = TimeSpan.FromHours(i / 2) }.AddAsync(api)).Case.Number);
        var client = await api.ClientAsync("red-cross.handler");
        var seen = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.JsonAsync($"/api/cases?size=3&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.Text("nextCursor");
        }

        Assert.Equal(numbers.Order(), seen.Select(c => c.Text("number")!).Order());
        var order = seen.Select(c => (At: c.GetProperty("registeredAt").GetDateTimeOffset(), Number: c.Text("number")!)).ToList();
        Assert.Equal(order.OrderByDescending(c => c.At).ThenByDescending(c => c.Number, StringComparer.Ordinal), order);
    }

    [Theory]
    [InlineData("name", "欧阳")]
    [InlineData("number", null)]
    [InlineData("number-start", null)]
    [InlineData("id-number", null)]
    [InlineData("phone", "139 7777 0001")]
    public async Task A_search_finds_the_case_and_no_other(string by, string? text)
    {
        // Each line of the theory has people of its own, so that the lines do not find each other's.
        var serial = by.Length.ToString("00", CultureInfo.InvariantCulture);
        var mine = new CaseSeed
        {
            Name = by == "name" ? "欧阳修" : "李四",
            Phone = by == "phone" ? "13977770001" : $"138000055{serial}",
            IdNumber = IdentityNumber.WithCheckDigit($"99010119850505{serial}1"),
        };
        var (found, _) = await mine.AddAsync(api);
        await new CaseSeed { Name = "欧文" }.AddAsync(api);
        var q = by switch
        {
            "number" => found.Number,
            "number-start" => found.Number[..^1],
            "id-number" => mine.IdNumber.ToLowerInvariant(),
            _ => text!,
        };
        var client = await api.ClientAsync("office");
        var page = await CaseDriver.OkAsync(await client.PostAsJsonAsync("/api/cases/search", new { q }, Answers.Ct));
        Assert.Equal([found.Number], page.Texts("number"));
        var address = await client.GetAsync($"/api/cases?q={Uri.EscapeDataString(q)}", Answers.Ct);
        if (by is "id-number" or "phone") await address.ProblemAsync(HttpStatusCode.BadRequest, "search-in-address");
        else Assert.Equal([found.Number], (await CaseDriver.OkAsync(address)).Texts("number"));
    }

    [Fact]
    public async Task Late_means_open_and_past_its_limit()
    {
        const string Body = "youth-league";
        var (late, _) = await new CaseSeed { Body = Body, Age = TimeSpan.FromDays(20) }.AddAsync(api);
        await new CaseSeed { Body = Body, Age = TimeSpan.FromDays(20) }.AddAsync(api, (c, _, now) => c.Close("issued", null, now));
        await new CaseSeed { Body = Body, Age = TimeSpan.FromDays(20), Limit = null }.AddAsync(api);
        await new CaseSeed { Body = Body }.AddAsync(api);
        var page = await (await api.ClientAsync("youth-league.handler")).JsonAsync("/api/cases?late=true");
        Assert.Equal([late.Number], page.Texts("number"));
        Assert.True(page.GetProperty("items")[0].GetProperty("late").GetBoolean());
    }

    [Fact]
    public async Task Late_cases_come_by_how_long_they_have_been_late_and_each_once_over_all_pages()
    {
        const string Body = "mediation-centre";
        var numbers = new List<string>();
        // Two of each age, and of both statuses in which a clock runs.
        for (var i = 0; i < 6; i++)
            numbers.Add((await new CaseSeed { Body = Body, Age = TimeSpan.FromDays(20 + i / 2) }.AddAsync(api, (c, _, now) => { if (i % 2 == 0) c.Advance(now); })).Case.Number);
        var client = await api.ClientAsync("mediation-centre.handler");
        var seen = new List<JsonElement>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.JsonAsync($"/api/cases?late=true&size=2&cursor={cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.Text("nextCursor");
        }

        Assert.Equal(numbers.Order(), seen.Select(c => c.Text("number")!).Order());
        var due = seen.Select(c => c.GetProperty("dueAt").GetDateTimeOffset()).ToList();
        Assert.Equal(due.Order(), due);
    }

    [Fact]
    public async Task A_body_sees_of_a_service_what_is_its_own()
    {
        var (mine, _) = await new CaseSeed { Body = "county-court" }.AddAsync(api);
        await new CaseSeed { Body = "labour-bureau" }.AddAsync(api);
        var client = await api.ClientAsync("county-court.handler");
        Assert.Equal([mine.Number], (await client.JsonAsync("/api/cases?service=disability-certificate")).Texts("number"));
        Assert.Empty((await client.JsonAsync("/api/cases?service=legal-aid")).Texts("number"));
        Assert.Empty((await client.JsonAsync("/api/cases?body=labour-bureau")).Texts("number"));
        Assert.Equal([mine.Number], (await client.JsonAsync("/api/cases?body=county-court")).Texts("number"));
    }

    [Fact]
    public async Task Filters_narrow_the_list_together()
    {
        const string Body = "science-association";
        var (closed, _) = await new CaseSeed { Body = Body }.AddAsync(api, (c, _, now) => c.Close("issued", null, now));
        await new CaseSeed { Body = Body }.AddAsync(api);
        var client = await api.ClientAsync("office");
        Assert.Equal([closed.Number], (await client.JsonAsync($"/api/cases?body={Body}&status=closed,paused&service=disability-certificate")).Texts("number"));
        Assert.Empty((await client.JsonAsync($"/api/cases?body={Body}&status=Closed&service=other")).Texts("number"));
    }

    [Theory]
    [InlineData("status=bogus", "request-invalid")]
    [InlineData("status=1", "request-invalid")]
    [InlineData("cursor=%25", "cursor-invalid")]
    [InlineData("size=many", "request-invalid")]
    public async Task A_filter_that_cannot_be_read_is_refused(string query, string code)
    {
        var response = await (await api.ClientAsync("office")).GetAsync($"/api/cases?{query}", Answers.Ct);
        await response.ProblemAsync(HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_page_has_at_most_a_hundred_rows()
    {
        for (var i = 0; i < 101; i++) await new CaseSeed { Body = "overseas-federation", Limit = Limit.Parse("1m") }.AddAsync(api);
        var page = await (await api.ClientAsync("overseas-federation.handler")).JsonAsync("/api/cases?size=1000");
        Assert.Equal(100, page.GetProperty("items").GetArrayLength());
        Assert.NotNull(page.Text("nextCursor"));
    }
}
