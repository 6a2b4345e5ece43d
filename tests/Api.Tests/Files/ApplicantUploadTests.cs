using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using OneWindow.Api.Tests.Flow;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Files;

/// <summary>A resident sends what is asked for, knowing the case's number and the phone's last digits.</summary>
public sealed partial class ApplicantUploadTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const string Tail = "1234";
    private readonly FileDriver _files = new(api);
    private readonly CaseDriver _cases = new(api);

    [Fact]
    public async Task What_was_asked_for_lets_the_case_go_on()
    {
        var number = await _files.WaitingAsync();
        var answer = await CaseDriver.OkAsync(await _files.SendAsApplicantAsync(number, Tail, SampleFiles.Jpeg(), "照片.jpg"));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("asked").ValueKind);
        Assert.DoesNotContain("supplement", CaseDriver.Open(await _cases.CaseAsync(number)));
        Assert.Equal("applicant", Assert.Single(await _cases.EntriesAsync(number, "files-attached")).Text("actor"));
        Assert.Equal("applicant", Assert.Single(await _files.FilesAsync(number)).Text("uploadedBy"));
    }

    [Fact]
    public async Task A_page_that_is_sent_again_gets_the_same_answer()
    {
        var number = await _files.WaitingAsync();
        var first = await CaseDriver.OkAsync(await _files.SendAsApplicantAsync(number, Tail, SampleFiles.Jpeg(), "a.jpg"));
        var again = await CaseDriver.OkAsync(await _files.SendAsApplicantAsync(number, Tail, SampleFiles.Jpeg(), "a.jpg"));
        Assert.Equal(first.GetRawText(), again.GetRawText());
        Assert.Single(await _files.FilesAsync(number));
    }

    [Fact]
    public async Task What_is_not_asked_for_is_refused()
    {
        var idle = await _files.RegisteredAsync();
        await (await _files.SendAsApplicantAsync(idle, Tail, SampleFiles.Pdf())).ProblemAsync(HttpStatusCode.Conflict, "material-not-asked");
        var waiting = await _files.WaitingAsync();
        await (await _files.SendAsApplicantAsync(waiting, Tail, SampleFiles.Pdf(), material: "id-card")).ProblemAsync(HttpStatusCode.Conflict, "material-not-asked");
        await (await _files.SendAsApplicantAsync(waiting, Tail, SampleFiles.Pdf(), material: "nothing")).ProblemAsync(HttpStatusCode.Conflict, "material-not-asked");
        Assert.Empty(await _files.FilesAsync(waiting));
    }

    [Fact]
    public async Task A_wrong_tail_learns_nothing_whatever_it_sends()
    {
        var number = await _files.WaitingAsync();
        var answers = new List<string>();
        foreach (var (to, tail, content) in new[] { (number, "0000", SampleFiles.Jpeg()), ("26092999999999", Tail, SampleFiles.Jpeg()), (number, null, SampleFiles.Jpeg()), (number, "0000", "MZ"u8.ToArray()) })
        {
            var problem = await (await _files.SendAsApplicantAsync(to, tail, content, "a.jpg")).ProblemAsync(HttpStatusCode.NotFound, "track-not-found");
            answers.Add(TraceId().Replace(problem.GetRawText(), ""));
        }

        Assert.Single(answers.Distinct());
        Assert.Empty(await _files.FilesAsync(number));
    }

    [Fact]
    public async Task Guessing_the_tail_is_slowed_down_as_it_is_when_tracking()
    {
        var number = await _files.WaitingAsync();
        var codes = new List<int>();
        for (var i = 0; i < 12; i++) codes.Add((int)(await _files.SendAsApplicantAsync(number, $"{i:0000}", SampleFiles.Jpeg(), "a.jpg")).StatusCode);
        Assert.Equal(429, codes[^1]);
        await (await _files.SendAsApplicantAsync(number, Tail, SampleFiles.Jpeg(), "a.jpg")).ProblemAsync(HttpStatusCode.TooManyRequests, "track-closed");
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.None, 1000)]
    private static partial Regex TraceId();
}
