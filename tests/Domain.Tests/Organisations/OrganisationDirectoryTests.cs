using System.Text.Json;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Organisations;

namespace OneWindow.Domain.Tests.Organisations;

public sealed class OrganisationDirectoryTests
{
    private static readonly OrganisationDirectory Directory = RepositoryFiles.Organisations;

    [Fact]
    public void The_demo_county_has_nine_townships_of_at_least_five_villages()
    {
        var townships = Directory.Areas.Where(a => a is { Level: AreaLevel.Township, Parent: "632622" }).ToList();

        Assert.Equal(9, townships.Count);
        Assert.All(townships, t => Assert.True(Directory.Areas.Count(a => a.Parent == t.Code && a.Level is AreaLevel.Village) >= 5));
        Assert.All(Directory.Areas, a => Assert.False(string.IsNullOrEmpty(a.NameEn)));
    }

    [Fact]
    public void Every_body_has_staff_of_known_roles_and_an_english_name()
    {
        string[] known = ["clerk", "handler", "approver", "supervisor"];

        Assert.All(Directory.Organisations, o =>
        {
            Assert.NotEmpty(o.Roles);
            Assert.Empty(o.Roles.Except(known));
            Assert.False(string.IsNullOrEmpty(o.NameEn));
        });
    }

    [Fact]
    public void No_two_bodies_or_sibling_areas_share_a_name()
    {
        Assert.DoesNotContain(Directory.Organisations.GroupBy(o => o.Name), g => g.Count() > 1);
        Assert.DoesNotContain(Directory.Areas.GroupBy(a => (a.Parent, a.Name)), g => g.Count() > 1);
    }

    [Fact]
    public void A_path_leads_from_the_village_to_the_province()
    {
        Assert.Equal(
            ["632622100001", "632622100", "632622", "632600", "630000"],
            Directory.Path("632622100001").Select(a => a.Code));
        Assert.Empty(Directory.Path("999999"));
        Assert.Empty(Directory.Path(null));
    }

    [Fact]
    public void Bodies_and_areas_are_found_by_code()
    {
        Assert.Equal("班玛县总工会", Directory.Find("trade-union")?.Name);
        Assert.Equal("知钦乡", Directory.FindArea("632622204")?.Name);
        Assert.Null(Directory.Find("nobody"));
        Assert.Null(Directory.Find(null));
        Assert.Null(Directory.FindArea("999999"));
    }

    [Fact]
    public void An_area_lists_what_lies_in_it_and_what_serves_it()
    {
        var zhiqin = Directory.In("632622204", null).Select(o => o.Code).ToList();
        Assert.Contains("zhiqin-government", zhiqin);
        Assert.Contains("zhiqin-01-committee", zhiqin);
        Assert.Contains("duogongma-station", zhiqin);
        Assert.DoesNotContain("county-station", zhiqin);
        Assert.Equal(["duogongma-station"], Directory.In("632622204200", "station").Select(o => o.Code));
        Assert.Empty(Directory.In("999999", null));
    }

    [Fact]
    public void A_kind_lists_bodies_that_do_its_work_besides_their_own()
    {
        Assert.Equal(9, Directory.In("632622", "station").Count());
        Assert.Equal(9 + 46, Directory.In(null, "village-committee").Count());
        Assert.Equal(Directory.Organisations, Directory.In(null, null));
    }

    [Fact]
    public void Levels_are_words_in_json()
    {
        Assert.Equal("\"township\"", JsonSerializer.Serialize(AreaLevel.Township));
        Assert.All(AreaLevels.All, l => Assert.True(AreaLevels.TryParse(l.ToText(), out var read) && read == l));
        Assert.False(AreaLevels.TryParse("Township", out _));
        Assert.False(AreaLevels.TryParse(null, out _));
    }

    [Theory]
    [InlineData("""{"code":"a","name":"甲","level":"village"}""", "areas[2].code", "used twice")]
    [InlineData("""{"code":"b","name":"乙","level":"village","parent":"nowhere"}""", "areas[2].parent", "unknown parent")]
    [InlineData("""{"code":"b","name":"乙","level":"hamlet"}""", "areas[2].level", "unknown level")]
    [InlineData("""{"code":"b","name":"乙","level":"county","parent":"a"}""", "areas[2].parent", "not above")]
    [InlineData("""{"code":"b","name":"乙","level":"enterprise"}""", "areas[2].level", "not of areas")]
    [InlineData("""{"code":"b","level":"village"}""", "areas[2].name", "required")]
    [InlineData("""{"code":"b","name":"乙","level":"village","parent":"b"}""", "areas[2].parent", "circle")]
    public void A_wrong_area_is_named_by_its_place(string area, string path, string message)
    {
        var refusal = Refusal(area, Body("x", "a"));

        Assert.Contains(message, Assert.Single(refusal.Errors[path]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":"x","name":"又","kind":"k","level":"county","area":"a"}""", "organisations[1].code", "used twice")]
    [InlineData("""{"code":"X.y","name":"又","kind":"k","level":"county","area":"a"}""", "organisations[1].code", "small letters")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"county","area":"z"}""", "organisations[1].area", "unknown area")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"county","area":"a","serves":["z"]}""", "organisations[1].serves", "unknown area")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"county","area":"a","parent":"z"}""", "organisations[1].parent", "unknown parent")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"county","area":"a","parent":"y"}""", "organisations[1].parent", "circle")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"state","area":"a"}""", "organisations[1].level", "unknown level")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"enterprise","area":"a"}""", "organisations[1].employer", "have an employer")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"county","area":"a","employer":"91350100M000100Y43"}""", "organisations[1].employer", "have an employer")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"enterprise","area":"a","employer":"91350100M000100Y4Z"}""", "organisations[1].employer", "not a credit code")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"county","area":"a","coveredBy":"z"}""", "organisations[1].coveredBy", "no other organisation")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"county","area":"a","coveredBy":"y"}""", "organisations[1].coveredBy", "no other organisation")]
    [InlineData("""{"code":"y","name":"又","level":"county","area":"a"}""", "organisations[1].kind", "required")]
    [InlineData("""{"code":"y","name":"又","kind":"k","level":"county","area":"a","roles":"clerk"}""", "organisations[1].roles", "list of texts")]
    public void A_wrong_organisation_is_named_by_its_place(string organisation, string path, string message)
    {
        var refusal = Refusal("""{"code":"c","name":"丙","level":"village"}""", $"{Body("x", "a")},{organisation}");

        Assert.Contains(message, Assert.Single(refusal.Errors[path]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "areas")]
    [InlineData("""{"areas":[]}""", "organisations")]
    [InlineData("[]", "areas")]
    [InlineData("no json", "$")]
    public void A_file_of_another_shape_is_refused(string json, string path)
    {
        var refusal = Assert.Throws<RefusedException>(() => OrganisationDirectory.Parse(json));

        Assert.Equal("organisations-invalid", refusal.Code);
        Assert.Contains(path, refusal.Errors.Keys);
    }

    private static string Body(string code, string area) =>
        $$"""{"code":"{{code}}","name":"名","kind":"k","level":"county","area":"{{area}}","roles":[]}""";

    private static RefusedException Refusal(string area, string organisations)
    {
        var json = "{\"areas\":[{\"code\":\"p\",\"name\":\"省\",\"level\":\"city\"},{\"code\":\"a\",\"name\":\"县\",\"level\":\"county\",\"parent\":\"p\"},"
            + area + "],\"organisations\":[" + organisations + "]}";
        var refusal = Assert.Throws<RefusedException>(() => OrganisationDirectory.Parse(json));
        Assert.Equal((RefusalKind.Invalid, "organisations-invalid"), (refusal.Kind, refusal.Code));
        return refusal;
    }
}
