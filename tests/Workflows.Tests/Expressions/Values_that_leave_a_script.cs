using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Expressions;

/// <summary>What a script hands to its workflow is data: it can be stored, read back, and runs no code by itself.</summary>
public sealed class Values_that_leave_a_script
{
    private static Execution.Run Keep(string code) => new Chart()
        .Node("keep", "Elsa.SetVariable", ("variable", """{"id":"Kept"}"""), ("value", Chart.Js(code))).Wait("wait")
        .Arrow("keep-wait").Variable("Kept", "Object", "").Variable("Text", "String", "").Start();

    private static string Kept(Execution.Run run) => run.State.Instances[0].Variables!["Kept"].ToJsonText();

    [Theory]
    [InlineData("({ a: [1, 'x', null], d: new Date(0) })", """{"a":[1,"x",null],"d":"1970-01-01T00:00:00.000Z"}""")]
    [InlineData("({ a: 1, f() {}, get b() { return 2 } })", """{"a":1,"b":2}""")]
    [InlineData("({ toJSON() { return { own: true } } })", """{"own":true}""")]
    [InlineData("[1, { toJSON: () => 'inner' }]", """[1,"inner"]""")]
    [InlineData("new Map([[1, 2]])", "{}")]
    [InlineData("Object.create({ a: 1 })", "{}")]
    [InlineData("() => 1", "null")]
    [InlineData("setVariable('Kept', { get a() { return 3 } }); getVariable('Kept')", """{"a":3}""")]
    [InlineData("variables.Kept = [() => 1, 2]; variables.Kept", "[null,2]")]
    [InlineData("let s = ''; for (let i = 0; i < 1000; i++) s += 'ab'; [s.length, s.slice(0, 4)]", """[2000,"abab"]""")]
    public void Are_plain(string code, string json) => Assert.Equal(json, Kept(Keep(code)));

    [Theory]
    [InlineData("const a = []; a.push(a); a", "script-depth")]
    [InlineData("const o = {}; o.o = { o }; o", "script-depth")]
    [InlineData("let a = []; for (let i = 0; i < 100; i++) a = [a]; a", "script-depth")]
    [InlineData("let a = { v: 1 }; for (let i = 0; i < 60; i++) a = { a }; a", "script-depth")]
    [InlineData("let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; a", "script-steps")]
    [InlineData("let o = {}; for (let i = 0; i < 1e4; i++) o['k' + i] = i; let a = o; for (let i = 0; i < 30; i++) a = [a, a]; a", "script-steps")]
    [InlineData("({ get a() { for (;;); } })", "script-steps")]
    [InlineData("({ toJSON() { for (;;); } })", "script-steps")]
    [InlineData("({ get a() { throw new Error('no') } })", "script-error")]
    [InlineData("const all = []; const s = 'x'.repeat(1000); for (let i = 0; i < 40000; i++) all.push(s + i); all", "script-memory")]
    [InlineData("let s = 'x'; for (let i = 0; i < 23; i++) s += s; for (let i = 0; i < 9; i++) setVariable('Text', s + i); 1", "script-memory")]
    [InlineData("let a = []; for (let i = 0; i < 100; i++) a = [a]; setVariable('Kept', a)", "script-depth")]
    [InlineData("let a = []; for (let i = 0; i < 100; i++) a = [a]; variables.Kept = a; 1", "script-depth")]
    [InlineData("let a = [1]; for (let i = 0; i < 40; i++) a = [a, a]; setVariable('Text', a)", "script-steps")]
    public void End_as_an_incident_where_they_cannot_be_kept(string code, string incident)
    {
        var run = Keep(code);

        Assert.Equal(incident, Assert.Single(run.State.Incidents).Code);
        Assert.Equal("keep", run.State.Incidents[0].ActivityId);
    }

    [Theory]
    [InlineData("getVariable('Kept').push(getVariable('Kept')); 1")]
    [InlineData("const a = getVariable('Kept'); let b = a; for (let i = 0; i < 600; i++) { b.push([]); b = b[0] } 1")]
    [InlineData("let a = getVariable('Kept'), b = [1]; for (let i = 0; i < 40; i++) b = [b, b]; a.push(b); 1")]
    [InlineData("getVariable('Kept').push({ get a() { throw 1 }, toJSON() { for (;;); } }); 1")]
    public void Spoilt_in_place_are_lost_and_the_case_is_not(string code)
    {
        var run = new Chart().Node("keep", "Elsa.SetVariable", ("variable", """{"id":"Kept"}"""), ("value", Chart.Js("[]")))
            .Node("spoil", "Elsa.WriteLine", ("text", Chart.Js(code, "String"))).Wait("wait").Line("end")
            .Arrow("keep-spoil", "spoil-wait", "wait-end").Variable("Kept", "Object", "").Start();

        Assert.Empty(run.State.Incidents);
        run.Happen("wait");

        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
    }

    [Fact]
    public void As_deep_as_they_may_be_come_back()
    {
        var run = Keep("let a = 1; for (let i = 0; i < 48; i++) a = [a]; a");

        Assert.Empty(run.State.Incidents);
        Assert.Equal(new string('[', 48) + "1" + new string(']', 48), Kept(run));
    }

    [Fact]
    public void That_the_host_gave_may_be_deeper()
    {
        var text = new string('[', 200) + new string(']', 200);
        var run = new Chart().Wait("wait").Input("Given", "Object").Start(("Given", Value.FromJsonText(text)));

        Assert.Equal(text, run.State.Input["Given"].ToJsonText());
    }
}
