using System.Net;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

public sealed class SignInPageTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Theory]
    [InlineData("window", "/desk")]
    [InlineData("federation-disabled.handler", "/tasks")]
    [InlineData("office", "/office")]
    public async Task Everybody_begins_where_the_work_lies(string userName, string path)
    {
        using var visitor = await Visitor.SignedInAsync(api, userName);

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal(path, visitor.Path);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_the_name_is_kept()
    {
        using var visitor = new Visitor(api);
        await visitor.OpenAsync("/sign-in");
        await visitor.SubmitAsync("sign-in", ("userName", "window"), ("password", "wrong"));

        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("用户名或密码不对", visitor.Page.QuerySelector(".errors")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("window", visitor.Value("userName"));
        Assert.Equal("", visitor.Value("password"));
    }

    [Fact]
    public async Task An_empty_form_says_what_is_missing_beside_each_field()
    {
        using var visitor = new Visitor(api);
        await visitor.OpenAsync("/sign-in");
        await visitor.SubmitAsync("sign-in");

        Assert.Contains("请填写", visitor.ErrorAt("userName"), StringComparison.Ordinal);
        Assert.Contains("请填写", visitor.ErrorAt("password"), StringComparison.Ordinal);
        Assert.Equal(2, visitor.Page.QuerySelectorAll(".errors a").Length);
    }

    [Fact]
    public async Task Whoever_was_sent_to_sign_in_comes_back_to_the_page_asked_for()
    {
        using var visitor = new Visitor(api);
        await visitor.OpenAsync("/tasks?scope=mine");
        Assert.StartsWith("/sign-in", visitor.Path, StringComparison.Ordinal);

        await visitor.SubmitAsync("sign-in", ("userName", "hospital.handler"), ("password", "onewindow"));

        Assert.Equal("/tasks?scope=mine", visitor.Path);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example/")]
    public async Task Signing_in_never_leads_off_this_site(string target)
    {
        using var visitor = new Visitor(api);
        await visitor.OpenAsync($"/sign-in?ReturnUrl={Uri.EscapeDataString(target)}");
        await visitor.SubmitAsync("sign-in", ("userName", "window"), ("password", "onewindow"));

        Assert.Equal("/desk", visitor.Path);
    }

    [Fact]
    public async Task After_ten_wrong_tries_the_page_asks_to_wait_like_the_API()
    {
        using var visitor = new Visitor(api);
        await visitor.OpenAsync("/sign-in");
        for (var i = 0; i < 10; i++) await visitor.SubmitAsync("sign-in", ("userName", "court.handler"), ("password", "wrong"));
        await visitor.SubmitAsync("sign-in", ("userName", "court.handler"), ("password", "onewindow"));

        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
        Assert.Contains("一分钟后再试", visitor.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var visitor = await Visitor.SignedInAsync(api, "window");
        await visitor.SubmitAsync(null);
        await visitor.OpenAsync("/register");

        Assert.StartsWith("/sign-in", visitor.Path, StringComparison.Ordinal);
    }
}
