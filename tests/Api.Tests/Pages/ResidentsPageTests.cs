using System.Net;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Tests.Pages;

/// <summary>A person is found by what they say or show, seen as far as their cases are, and registered without typing it all again.</summary>
public sealed class ResidentsPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    /// <summary>A window that has no part in what the county's own window registers.</summary>
    private const string Elsewhere = "daka-station.clerk";

    private readonly CaseDriver _driver = new(api);

    [Theory]
    [InlineData("id")]
    [InlineData("phone")]
    [InlineData("name")]
    public async Task A_person_is_found_masked_with_the_cases_that_the_caller_may_see(string by)
    {
        var person = Application.LegalAid with { Name = $"央金拉姆{by}", Phone = $"1389700{by.Length:0000}" };
        var own = await _driver.RegisterAsync(person);
        var others = await _driver.RegisterAsync(Application.Certificate with { Name = person.Name, Phone = person.Phone, IdNumber = person.IdNumber, Area = "632622203200" }, Elsewhere);
        var typed = by switch { "id" => person.IdNumber, "phone" => person.Phone, _ => person.Name };
        using var window = await FindAsync("window", typed);
        Assert.Equal((HttpStatusCode.OK, "/residents"), (window.Status, window.Path));
        Assert.Contains(own, window.Page.QuerySelector(".person")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(others, window.Main, StringComparison.Ordinal);
        // Of what others do, the number alone is told, and only to whom the whole identity number was shown.
        Assert.Equal(by == "id", window.Main.Contains("另有 1 件办件", StringComparison.Ordinal));
        Assert.DoesNotContain(person.IdNumber, window.Page.QuerySelector(".person")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(person.Phone, window.Page.QuerySelector(".person")!.TextContent, StringComparison.Ordinal);

        var noted = (await api.WithDbAsync(db => db.Audit.Where(a => a.Action == "residents-looked-up").ToListAsync(Answers.Ct))).Single(a => a.DetailJson!.Contains(own, StringComparison.Ordinal));
        Assert.Equal(("window", "county-station"), (noted.Actor, noted.ActorBody));
        Assert.All([person.IdNumber, person.Phone, person.Name], secret => Assert.DoesNotContain(secret, noted.DetailJson, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_registration_begins_with_the_person_filled_in_and_nothing_personal_in_the_address()
    {
        var person = Application.Certificate with { Name = "达娃次仁", Phone = "13897007788" };
        var number = await _driver.RegisterAsync(person);
        using var window = await FindAsync("window", person.Name);
        await window.SubmitWithAsync("number", ("service", "legal-aid"));
        Assert.StartsWith("/register/legal-aid?draft=", window.Path, StringComparison.Ordinal);
        foreach (var (field, value) in new[] { ("name", person.Name), ("idNumber", person.IdNumber), ("phone", person.Phone), ("area", person.Area) })
            Assert.Equal(value, window.Value($"applicant.{field}"));
        // What the person has with us already is one click away.
        Assert.Contains(number, window.Page.QuerySelector("details:has(a[href^='/cases/'])")!.TextContent, StringComparison.Ordinal);
        var looks = await api.WithDbAsync(db => db.Audit.Where(a => a.Action == "residents-looked-up").ToListAsync(Answers.Ct));
        Assert.Equal(2, looks.Count(a => a.DetailJson!.Contains(number, StringComparison.Ordinal)));
        Assert.Contains(number, Assert.Single(await api.WithDbAsync(db => db.Audit.Where(a => a.Action == "person-filled-in").ToListAsync(Answers.Ct))).DetailJson, StringComparison.Ordinal);

        using var stranger = await FindAsync(Elsewhere, "没有这个人");
        await stranger.SubmitWithAsync("number", ("service", "legal-aid"), ("number", number));
        Assert.Equal(HttpStatusCode.BadRequest, stranger.Status);
        Assert.DoesNotContain(person.IdNumber, stranger.Page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_not_known_yet_is_registered_with_what_was_typed()
    {
        var idNumber = IdentityNumber.WithCheckDigit("99010119660606017");
        using var window = await FindAsync("window", idNumber);
        Assert.Contains("没有找到", window.Main, StringComparison.Ordinal);
        await window.SubmitWithAsync("number", ("service", "temporary-relief"));
        Assert.StartsWith("/register/temporary-relief?draft=", window.Path, StringComparison.Ordinal);
        Assert.Equal(idNumber, window.Value("applicant.idNumber"));
    }

    [Theory]
    [InlineData("", "请填写")]
    [InlineData("王", "至少")]
    [InlineData("13897", "完整")]
    [InlineData("990101198001010019", "校验位")]
    public async Task What_cannot_be_looked_up_is_said_beside_the_field(string typed, string message)
    {
        using var window = await FindAsync("window", typed);
        Assert.Equal(HttpStatusCode.BadRequest, window.Status);
        Assert.Contains(message, window.ErrorAt("q"), StringComparison.Ordinal);
        Assert.Equal(typed, window.Value("q"));
        Assert.Empty(window.Page.QuerySelectorAll(".person"));
    }

    [Fact]
    public async Task People_are_looked_up_at_windows_alone()
    {
        using var handler = await Visitor.SignedInAsync(api, "legal-aid.handler");
        await handler.OpenAsync("/residents");
        Assert.Equal(HttpStatusCode.Forbidden, handler.Status);
    }

    private async Task<Visitor> FindAsync(string userName, string typed)
    {
        var visitor = await Visitor.SignedInAsync(api, userName);
        await visitor.OpenAsync("/residents");
        await visitor.SubmitAsync("residents", ("q", typed));
        return visitor;
    }
}
