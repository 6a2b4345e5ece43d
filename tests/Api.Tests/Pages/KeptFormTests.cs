using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OneWindow.Api.Hosting;
using OneWindow.Api.Pages.Account;
using OneWindow.Api.Tests.Files;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Pages;

/// <summary>A form that could not be taken is kept, by nobody but the browser, and carried out by nobody but a person.</summary>
public sealed class KeptFormTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Session = "onewindow";
    private const string FormCookie = "onewindow-form";
    private const string Clerk = FileDriver.Clerk;
    private readonly CaseDriver _cases = new(api);

    [Fact]
    public async Task A_form_whose_session_has_ended_comes_back_after_signing_in_and_is_not_carried_out()
    {
        using var clerk = await OpenFormAsync();
        clerk.Forget(Session);
        await clerk.SubmitAsync("register", Registrations.Complete("超时甲"));
        Assert.Equal(HttpStatusCode.Unauthorized, clerk.Status);
        Assert.Contains("登录已超时", clerk.Main, StringComparison.Ordinal);
        Assert.DoesNotContain("超时甲", clerk.Page.Source.Text, StringComparison.Ordinal);
        await clerk.SubmitAsync("sign-in", ("userName", Clerk), ("password", "wrong"));
        Assert.Equal(HttpStatusCode.BadRequest, clerk.Status);
        await clerk.SubmitAsync("sign-in", ("userName", Clerk), ("password", "onewindow"));
        await clerk.SubmitWithAsync(SignInPage.GoOn);

        Assert.Equal((HttpStatusCode.OK, Registrations.Path), (clerk.Status, clerk.Path));
        Assert.Equal(("超时甲", "13800005678", "632622203200"), (clerk.Value("applicant.name"), clerk.Value("applicant.phone"), clerk.Value("applicant.area")));
        Assert.Equal(("4", "provided"), (clerk.Value("form.disabilityType"), clerk.Value("material.photos")));
        Assert.NotNull(clerk.Page.QuerySelector(".again[autofocus]"));
        Assert.Equal(0, await CountAsync("超时甲"));
        await clerk.SubmitAsync("register");
        Assert.EndsWith("/receipt", clerk.Path, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync("超时甲"));
    }

    [Fact]
    public async Task A_form_whose_proof_of_origin_is_gone_is_shown_again_and_not_carried_out()
    {
        using var clerk = await OpenFormAsync();
        clerk.Forget(FormCookie);
        await clerk.SubmitAsync("register", Registrations.Complete("令牌乙"));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Equal("令牌乙", clerk.Value("applicant.name"));
        Assert.Equal(0, await CountAsync("令牌乙"));
        await clerk.SubmitAsync("register");
        Assert.EndsWith("/receipt", clerk.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folded_form_comes_back_open_and_asks_for_its_files_again()
    {
        var number = await _cases.RegisterAsync(Application.Certificate.With("photos", "missing"));
        using var clerk = await Visitor.SignedInAsync(api, Clerk);
        await clerk.OpenAsync($"/cases/{number}");
        clerk.Forget(FormCookie);
        await clerk.SendFilesAsync("upload", ("file.photos", "a.jpg", SampleFiles.Jpeg()));
        Assert.Contains("文件要重新选择", clerk.Main, StringComparison.Ordinal);
        Assert.True(clerk.Page.QuerySelector("details:has(input[type=file])")!.HasAttribute("open"));
        Assert.Empty(clerk.Page.QuerySelectorAll(".files"));
    }

    [Fact]
    public async Task What_one_clerk_typed_is_for_no_other_who_signs_in_next()
    {
        using var clerk = await OpenFormAsync();
        clerk.Change(Session, Ended);
        await clerk.SubmitAsync("register", Registrations.Complete("交班丁"));
        Assert.Equal(HttpStatusCode.Unauthorized, clerk.Status);
        var kept = clerk.Value(KeptForm.CarriedField);
        await clerk.SubmitAsync("sign-in", ("userName", "office"), ("password", "onewindow"));
        Assert.Contains("另一位工作人员", clerk.Main, StringComparison.Ordinal);
        Assert.Null(clerk.Page.QuerySelector($"main [name={SignInPage.GoOn}]"));
        Assert.DoesNotContain("交班丁", clerk.Page.Source.Text, StringComparison.Ordinal);

        // Nor where it is sent past the page that says so.
        await clerk.OpenAsync(Registrations.Path);
        await clerk.SubmitAsync("register", ("__RequestVerificationToken", null), (KeptForm.Field, kept));
        Assert.DoesNotContain("交班丁", clerk.Page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_typed_it_goes_on_with_it_after_the_time_of_the_session_is_over()
    {
        using var clerk = await OpenFormAsync();
        clerk.Change(Session, Ended);
        await clerk.SubmitAsync("register", Registrations.Complete("续办戊"));
        await clerk.SubmitAsync("sign-in", ("userName", Clerk), ("password", "onewindow"));
        await clerk.SubmitWithAsync(SignInPage.GoOn);
        Assert.Equal("续办戊", clerk.Value("applicant.name"));
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task What_another_site_sends_is_not_kept(string header, string value)
    {
        using var clerk = await OpenFormAsync();
        clerk.Say(header, value);
        clerk.Forget(FormCookie);
        await clerk.SubmitAsync("register", Registrations.Complete("外站"));
        Assert.Equal(HttpStatusCode.BadRequest, clerk.Status);
        Assert.DoesNotContain("外站", clerk.Main, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_on_its_way_is_not_shown()
    {
        using var clerk = await OpenFormAsync();
        clerk.Forget(Session);
        await clerk.SubmitAsync("register", Registrations.Complete("改动"));
        var kept = clerk.Value(KeptForm.CarriedField);
        await clerk.SubmitAsync("sign-in", ("userName", Clerk), ("password", "onewindow"), (KeptForm.CarriedField, $"{kept[..^4]}AAAA"));
        Assert.Equal(Registrations.Path, clerk.Path);
        Assert.Equal("", clerk.Value("applicant.name"));
    }

    [Fact]
    public async Task More_than_anybody_types_is_not_kept()
    {
        using var clerk = await OpenFormAsync();
        clerk.Forget(Session);
        await clerk.SubmitAsync("register", ("applicant.name", new string('长', FormFields.MostBytes)));
        Assert.Equal(HttpStatusCode.OK, clerk.Status);
        Assert.Null(clerk.Page.QuerySelector($"[name={KeptForm.CarriedField}]"));
    }

    [Fact]
    public async Task A_form_that_was_answered_is_shown_in_the_other_language_with_all_that_was_typed()
    {
        using var clerk = await OpenFormAsync();
        await clerk.SubmitAsync("register", ("applicant.name", "语言"));
        Assert.Equal(HttpStatusCode.BadRequest, clerk.Status);
        await clerk.SubmitWithAsync(FormKeeping.LanguageField, (FormKeeping.LanguageField, "en"));
        Assert.Equal(("en", "语言"), (clerk.Page.DocumentElement.GetAttribute("lang"), clerk.Value("applicant.name")));
        Assert.Null(clerk.Page.QuerySelector(".again"));
    }

    [Fact]
    public async Task Leaving_after_the_session_has_ended_leads_to_the_sign_in_page()
    {
        using var clerk = await OpenFormAsync();
        clerk.Forget(Session);
        await clerk.SubmitAsync(null);
        Assert.Equal(("/sign-in", HttpStatusCode.OK), (clerk.Path, clerk.Status));
    }

    /// <summary>The same session after its time is over.</summary>
    private string Ended(string cookie)
    {
        var format = api.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(CookieAuthenticationDefaults.AuthenticationScheme).TicketDataFormat;
        var ticket = format.Unprotect(cookie)!;
        ticket.Properties.ExpiresUtc = ticket.Properties.IssuedUtc!.Value.AddSeconds(-1);
        return format.Protect(ticket);
    }

    private async Task<Visitor> OpenFormAsync()
    {
        var clerk = await Visitor.SignedInAsync(api, Clerk);
        await clerk.OpenAsync(Registrations.Path);
        return clerk;
    }

    private async Task<int> CountAsync(string name) =>
        (await CaseDriver.OkAsync(await _cases.PostAsync("office", "/api/cases/search", new { q = name }))).GetProperty("items").GetArrayLength();
}
