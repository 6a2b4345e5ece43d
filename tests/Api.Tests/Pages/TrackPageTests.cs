using System.Net;
using System.Text;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

public sealed class TrackPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const int MostBytes = 60 * 1024;

    [Fact]
    public async Task The_right_digits_show_the_stage_and_stay_out_of_the_address()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        using var resident = new Visitor(api);
        await resident.OpenAsync($"/track/{found.Number}");
        Assert.Equal(found.Number, resident.Value("number"));
        await resident.SubmitAsync("track", ("tail", "1234"));

        Assert.Equal(HttpStatusCode.OK, resident.Status);
        Assert.Equal("正在为您指定评定医院", resident.Heading);
        Assert.DoesNotContain("1234", resident.Path, StringComparison.Ordinal);
        Assert.Single(resident.Page.QuerySelectorAll(".progress .now"));
    }

    [Fact]
    public async Task A_wrong_tail_and_an_unknown_number_read_alike()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        var wrong = await TryAsync(found.Number, "0000");
        var unknown = await TryAsync("26092900000000", "1234");

        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.Equal(wrong, unknown);
        Assert.Contains("编号或手机尾号不对", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_tells_nothing_of_who_it_is_about()
    {
        var seed = new CaseSeed();
        var (found, _) = await seed.AddAsync(api);
        using var resident = new Visitor(api);
        await resident.OpenAsync("/track");
        await resident.SubmitAsync("track", ("number", found.Number), ("tail", "1234"));

        foreach (var secret in new[] { seed.Name, seed.Phone, seed.IdNumber, "federation-disabled" })
            Assert.DoesNotContain(secret, resident.Page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_with_its_styles_and_script_is_light()
    {
        var (found, _) = await new CaseSeed().AddAsync(api);
        using var resident = new Visitor(api);
        await resident.OpenAsync("/track");
        await resident.SubmitAsync("track", ("number", found.Number), ("tail", "1234"));
        using var http = api.CreateClient();
        var parts = resident.Page.QuerySelectorAll("link[href], script[src]")
            .Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!).ToList();
        var bytes = Encoding.UTF8.GetByteCount(resident.Page.Source.Text);
        foreach (var part in parts) bytes += (await http.GetByteArrayAsync(part, Answers.Ct)).Length;

        Assert.Equal(3, parts.Count);
        Assert.InRange(bytes, 1, MostBytes);
    }

    private async Task<(HttpStatusCode Status, string Text)> TryAsync(string number, string tail)
    {
        using var resident = new Visitor(api);
        await resident.OpenAsync("/track");
        await resident.SubmitAsync("track", ("number", number), ("tail", tail));
        return (resident.Status, resident.Main);
    }
}
