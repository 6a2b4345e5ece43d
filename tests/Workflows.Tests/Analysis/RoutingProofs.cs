using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Domain.Forms;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Analysis.Routing;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Tests.Execution;

namespace OneWindow.Workflows.Tests.Analysis;

/// <summary>Each case has exactly one lead body, and where it has none or two the proof names such a case.</summary>
public sealed class RoutingProofs
{
    private const string Form = """
        {"type":"object","properties":{
          "clientele":{"type":"string","title":"对象","enum":["worker","woman","disabled"],"x-enum-names":["职工","妇女","残疾人"]},
          "matter":{"type":"string","title":"事项","enum":["work","family"]},
          "workers":{"type":"integer","title":"人数","minimum":1,"maximum":100},
          "amount":{"type":"number","title":"金额"},
          "urgent":{"type":"boolean","title":"紧急"},
          "note":{"type":"string","title":"说明"},
          "tags":{"type":"array","title":"标签","items":{"type":"string","enum":["a","b"]}}},
         "required":["clientele","workers","amount"]}
        """;

    private static RoutingProof Prove(string rows, OrganisationDirectory? organisations = null) => RoutingProof.Of(
        Plan.Compile(DefinitionReader.Read(Document(rows)), ActivityRegistry.BuiltIn), FormSchema.Parse(JsonElement.Parse(Form)), organisations ?? Chart.Facts.Organisations);

    private static string Document(string rows) => $$$"""
        {"id":"t-v1","definitionId":"t","name":"t","version":1,"isLatest":true,"isPublished":true,"variables":[],
         "inputs":[{"name":"Area","type":"String"},{"name":"Applicant","type":"Object"},{"name":"Form","type":"Object"}],
         "root":{"id":"f","type":"Elsa.Flowchart","version":1,"activities":[{"id":"route","type":"OneWindow.RouteToBody","version":1,"rows":{{{rows}}}}],"connections":[]}}
        """;

    private static string Rows(params string[] conditions) =>
        "[" + string.Join(',', conditions.Select(c => new JsonObject { ["when"] = c, ["kind"] = "trade-union", ["level"] = "county" }.ToJsonString())) + "]";

    [Theory]
    [InlineData("form.clientele === 'worker'", "form.clientele !== 'worker'")]
    [InlineData("form.workers < 10", "form.workers >= 10")]
    [InlineData("applicant.minor", "applicant.age >= 18")]
    [InlineData("form.urgent", "!form.urgent")]
    [InlineData("['worker','woman'].includes(form.clientele)", "form.clientele === 'disabled'")]
    [InlineData("form.note === '急'", "form.note !== '急'")]
    [InlineData("applicant.gender === 'female' && form.amount > 100.5", "!(applicant.gender === 'female' && 100.5 < form.amount)")]
    [InlineData("form.matter === 'work'", "form.matter === 'family'", "!form.matter")]
    public void A_table_that_covers_each_case_once_is_proved(params string[] conditions) => Assert.Empty(Prove(Rows(conditions)).Findings);

    [Theory]
    [InlineData("人数 = 10", "form.workers < 10", "form.workers > 10")]
    [InlineData("残疾人 (disabled)", "form.clientele === 'worker'", "form.clientele === 'woman'")]
    [InlineData("form.matter 没有填写 (absent)", "form.matter === 'work'", "form.matter === 'family'")]
    [InlineData("申请人17岁", "!applicant.minor")]
    [InlineData("金额 = 100.25", "form.amount <= 100", "form.amount >= 100.5")]
    [InlineData("any other text", "form.note === '急'", "!form.note", "form.note === ''")]
    public void A_gap_is_found_with_a_case_that_no_row_holds_for(string words, params string[] conditions)
    {
        var finding = Assert.Single(Prove(Rows(conditions)).Findings, f => f.Code == "OW401-route-gap");

        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
        Assert.Equal("route", finding.ActivityId);
    }

    [Theory]
    [InlineData("rows 1 and 2", "人数 = 10", "form.workers <= 10", "form.workers >= 10")]
    [InlineData("rows 1 and 2", "职工 (worker)", "form.clientele === 'worker' || form.urgent", "form.clientele === 'worker'", "form.clientele !== 'worker' && !form.urgent")]
    [InlineData("rows 1 and 2", "申请人18岁", "applicant.age <= 18", "!applicant.minor")]
    public void An_overlap_is_found_with_a_case_that_two_rows_hold_for(string rows, string words, params string[] conditions)
    {
        var finding = Assert.Single(Prove(Rows(conditions)).Findings, f => f.Code == "OW402-route-overlap");

        Assert.Contains(rows, finding.Message, StringComparison.Ordinal);
        Assert.Contains(words, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_for_some_areas_leave_a_gap_in_the_others()
    {
        var proof = Prove("""[{"within":["632622100"],"kind":"trade-union","level":"county"},{"within":["632622200"],"kind":"trade-union","level":"county"}]""");

        Assert.Contains("马可河乡", Assert.Single(proof.Findings).Message, StringComparison.Ordinal);
        Assert.Contains(Prove("""[{"within":["632622100"],"kind":"trade-union","level":"county"},{"kind":"trade-union","level":"county"}]""").Findings, f => f.Code == "OW402-route-overlap" && f.Message.Contains("赛来塘", StringComparison.Ordinal));
        Assert.Contains(Prove("""[{"within":["999999"],"kind":"trade-union","level":"county"}]""").Findings, f => f.Code == "OW120-bad-route");
    }

    [Fact]
    public void A_kind_that_nobody_is_of_leaves_every_area_without_a_body_of_lead_or_co_body()
    {
        var proof = Prove("""[{"kind":"trade-union","level":"county","with":[{"kind":"observatory","level":"county"}]}]""");

        Assert.NotEmpty(proof.Findings);
        Assert.All(proof.Findings, f => Assert.Equal("OW403-route-nobody", f.Code));
        Assert.Equal(proof.Findings.Count, Chart.Facts.Organisations.Areas.Count(a => a.Level <= AreaLevel.Township));
    }

    [Fact]
    public void At_the_level_of_enterprises_each_employer_and_none_is_tried_in_each_area()
    {
        var proof = Prove("""[{"kind":"trade-union","level":"enterprise"}]""", Chart.ShippedFacts.Organisations);
        var plain = Prove("""[{"kind":"trade-union","level":"township"}]""", Chart.ShippedFacts.Organisations);

        Assert.Empty(proof.Findings);
        Assert.Equal(2 * plain.Routes, proof.Routes);
        // Nobody stands above an employer of another kind of body: whoever is of none is left without.
        Assert.All(Prove("""[{"kind":"observatory","level":"enterprise"}]""", Chart.ShippedFacts.Organisations).Findings, f => Assert.Contains("enterprise level", f.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("form.workers * 2 > 10")]
    [InlineData("form.tags === 'a'")]
    [InlineData("form.unknown")]
    [InlineData("applicant.name === 'x'")]
    [InlineData("form.note > 'a'")]
    [InlineData("form.clientele.length > 3")]
    [InlineData("form.workers < form.amount")]
    public void A_condition_that_says_more_than_the_proof_can_read_is_no_proof(string condition) =>
        Assert.Equal("OW404-route-unproved", Assert.Single(Prove(Rows(condition)).Findings).Code);

    [Fact]
    public void A_kind_that_is_worked_out_at_run_time_is_no_proof()
    {
        var document = Document("[]").Replace("\"rows\":[]", $"\"kind\":{Chart.Js("getForm().kind", "String")},\"level\":{Chart.Literal("county")}", StringComparison.Ordinal);
        var proof = RoutingProof.Of(Plan.Compile(DefinitionReader.Read(document), ActivityRegistry.BuiltIn), null, Chart.Facts.Organisations);

        Assert.Equal("OW404-route-unproved", Assert.Single(proof.Findings).Code);
    }

    [Theory]
    [InlineData("""[{"kind":"trade-union"}]""")]
    [InlineData("[]")]
    [InlineData("""[{"kind":"trade-union","level":"moon"}]""")]
    [InlineData("""[{"when":"getArea() === '1'","kind":"trade-union","level":"county"}]""")]
    [InlineData("""[{"kind":"trade-union","level":"county","with":[{"kind":"x"}]}]""")]
    public void A_row_that_is_none_is_found_when_the_definition_is_read(string rows) =>
        Assert.Contains(DefinitionValidator.Check(Document(rows)), f => f.Code == "OW120-bad-route");

    [Theory]
    [InlineData("form.workers < 7 && applicant.minor", "form.workers >= 7 && form.workers <= 30 || !applicant.minor && form.workers < 30", "form.workers > 30")]
    [InlineData("form.workers < 7", "form.workers > 7 && applicant.age < 60", "form.workers >= 8 && applicant.age >= 60")]
    [InlineData("form.workers < 7 || applicant.minor", "form.workers >= 7 && applicant.age < 19", "form.workers >= 7 && applicant.age >= 19")]
    public void The_proof_agrees_with_trying_every_number_by_itself(params string[] conditions)
    {
        // Rows of different kinds, forwards and backwards: where one row alone holds, the order does not matter.
        string[] kinds = ["trade-union", "youth-league", "womens-federation"];
        var rows = conditions.Select((c, i) => new JsonObject { ["when"] = c, ["kind"] = kinds[i], ["level"] = "county" }.ToJsonString()).ToList();
        var (forwards, backwards) = ($"[{string.Join(',', rows)}]", $"[{string.Join(',', Enumerable.Reverse(rows))}]");
        var (gaps, overlaps) = (0, 0);
        foreach (var workers in Enumerable.Range(1, 100))
            foreach (var age in new[] { 0, 17, 18, 19, 59, 60, 61, 90 })
            {
                var (first, last) = (Lead(forwards, workers, age), Lead(backwards, workers, age));
                if (first == "joint-office") gaps++;
                else if (first != last) overlaps++;
            }

        var findings = Prove(forwards).Findings;
        Assert.Equal(gaps > 0, findings.Any(f => f.Code == "OW401-route-gap"));
        Assert.Equal(overlaps > 0, findings.Any(f => f.Code == "OW402-route-overlap"));
    }

    private static string Lead(string rows, int workers, int age) => Routed(rows, $$"""{"workers":{{workers}}}""", age).Lead;

    [Fact]
    public void The_step_gives_the_lead_and_those_that_join_and_goes_by_the_facts()
    {
        const string Rows = """
            [{"when":"form.clientele === 'disabled'","kind":"disabled-federation","level":"county","with":[{"kind":"trade-union","level":"township"},{"kind":"disabled-federation","level":"county"}]},
             {"when":"form.clientele !== 'disabled'","kind":"trade-union","level":"county"}]
            """;
        Assert.Equal(("federation-disabled", "sailaitang-trade-union"), Routed(Rows, """{"clientele":"disabled"}"""));
        Assert.Equal(("trade-union", ""), Routed(Rows, """{"clientele":"worker"}"""));
        // A published table has no gap; an unpublished one still loses no case.
        Assert.Equal(("joint-office", ""), Routed("""[{"when":"form.clientele === 'disabled'","kind":"trade-union","level":"county"}]""", """{"clientele":"worker"}"""));
    }

    private static (string Lead, string With) Routed(string rows, string form, int age = 30)
    {
        var document = JsonNode.Parse(Document(rows))!;
        document["root"]!["activities"]![0]!["result"] = JsonNode.Parse("""{"typeName":"String","memoryReference":{"id":"Lead"}}""");
        document["root"]!["activities"]![0]!["with"] = JsonNode.Parse("""{"typeName":"String[]","memoryReference":{"id":"Joining"}}""");
        document["outputs"] = JsonNode.Parse("""[{"name":"Lead","type":"String"},{"name":"Joining","type":"Object"}]""");
        var run = Run.Of(Plan.Compile(DefinitionReader.Read(document.ToJsonString()), ActivityRegistry.BuiltIn),
            ("Area", "632622100001"), ("Applicant", CaseInput.Applicant(age, "male")), ("Form", Value.FromJsonText(form)));
        Assert.Empty(run.State.Incidents);
        return (run.Output("Lead"), run.State.Output["Joining"].TryGetArray(out var joining) ? string.Join(',', joining.Select(j => j.AsText)) : "");
    }
}
