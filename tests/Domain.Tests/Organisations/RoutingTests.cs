using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Organisations;

namespace OneWindow.Domain.Tests.Organisations;

/// <summary>Who gets a step, on the demo county.</summary>
public sealed class RoutingTests
{
    private const string TownVillage = "632622100001";
    private const string LighthouseVillage = "632622207200";
    private const string ZhiqinVillage = "632622204200";
    private static readonly OrganisationDirectory Directory = RepositoryFiles.Organisations;

    [Theory]
    [InlineData("village-committee", AreaLevel.Village, TownVillage, "sailaitang-01-committee")]
    [InlineData("disabled-federation", AreaLevel.Township, TownVillage, "sailaitang-federation-disabled")]
    [InlineData("disabled-federation", AreaLevel.County, TownVillage, "federation-disabled")]
    [InlineData("disabled-federation", AreaLevel.City, TownVillage, "city-federation-disabled")]
    [InlineData("disabled-federation", AreaLevel.Province, TownVillage, "province-federation-disabled")]
    [InlineData("township-government", AreaLevel.Township, LighthouseVillage, "dengta-government")]
    public void The_body_of_the_asked_level_that_covers_the_resident_gets_it(string kind, AreaLevel level, string area, string expected)
    {
        var route = Directory.Route(kind, level, area);

        Assert.Equal(expected, route.Body.Code);
        Assert.Equal(level, route.Asked);
        Assert.Empty(route.Climbed);
        Assert.False(route.FellBackToJointOffice);
    }

    [Fact]
    public void Where_a_level_has_nobody_the_next_one_up_gets_it()
    {
        var route = Directory.Route("disabled-federation", AreaLevel.Township, LighthouseVillage);

        Assert.Equal("federation-disabled", route.Body.Code);
        Assert.Equal([AreaLevel.Township], route.Climbed);
        Assert.False(route.FellBackToJointOffice);
    }

    [Theory]
    [InlineData(TownVillage)]
    [InlineData("999999999999")]
    [InlineData(null)]
    public void The_joint_office_is_never_refused_wherever_the_case_comes_from(string? area)
    {
        Assert.Equal("joint-office", Directory.JointOfficeOf(area).Code);
        Assert.Equal("joint-office", Directory.NearestOf("no-such-kind", area).Code);
        Assert.Equal("joint-office", Directory.PostOfOffice(area).Body);
    }

    [Fact]
    public void A_village_without_a_committee_falls_to_its_township_government()
    {
        var route = Directory.Route("village-committee", AreaLevel.Village, "632622207204");

        Assert.Equal("dengta-government", route.Body.Code);
        Assert.Equal([AreaLevel.Village], route.Climbed);
    }

    [Fact]
    public void A_township_without_a_station_is_served_by_its_neighbours()
    {
        var route = Directory.Route("station", AreaLevel.Township, ZhiqinVillage);

        Assert.Equal("duogongma-station", route.Body.Code);
        Assert.Empty(route.Climbed);
    }

    [Theory]
    [InlineData("91990000MA0000001B", "water-company-union")]
    [InlineData(" 91990000ma0000001b ", "water-company-union")]
    [InlineData("91350100M000100Y43", "sailaitang-trade-union")]
    [InlineData("no code", "sailaitang-trade-union")]
    [InlineData(null, "sailaitang-trade-union")]
    public void An_employers_own_body_goes_before_that_of_the_place_and_for_its_own_people_alone(string? employer, string expected)
    {
        Assert.Equal(expected, Directory.Route("trade-union", AreaLevel.Enterprise, TownVillage, employer: employer).Body.Code);
        Assert.Equal("sailaitang-trade-union", Directory.Route("trade-union", AreaLevel.Township, TownVillage, employer: employer).Body.Code);
    }

    [Fact]
    public void What_nobody_does_goes_to_the_joint_office()
    {
        var route = Directory.Route("observatory", AreaLevel.Township, TownVillage);

        Assert.Equal("joint-office", route.Body.Code);
        Assert.True(route.FellBackToJointOffice);
        Assert.Equal([AreaLevel.Township, AreaLevel.County, AreaLevel.City, AreaLevel.Province], route.Climbed);
    }

    [Fact]
    public void A_body_without_staff_for_the_role_is_passed_over()
    {
        var route = Directory.Route("village-committee", AreaLevel.Village, TownVillage, "approver");

        Assert.Equal("sailaitang-government", route.Body.Code);
        Assert.Equal([AreaLevel.Village], route.Climbed);
    }

    [Fact]
    public void An_unknown_area_is_refused() =>
        Assert.Equal("area-unknown", Assert.Throws<RefusedException>(() => Directory.Route("station", AreaLevel.Township, "999999")).Code);

    [Fact]
    public void Without_any_joint_office_above_there_is_no_route() =>
        Assert.Equal("route-none", Assert.Throws<RefusedException>(() => Directory.Route("observatory", AreaLevel.Province, "630000")).Code);

    [Fact]
    public void Ones_own_area_goes_first_then_the_main_kind_then_the_code()
    {
        Assert.Equal("c-own", RouteAmong(("a-serves", "x", "2", "1", null), ("c-own", "x", "1", null, null)));
        Assert.Equal("c-main", RouteAmong(("a-also", "y", "1", null, "x"), ("c-main", "x", "1", null, null)));
        Assert.Equal("a-first", RouteAmong(("b-second", "x", "1", null, null), ("a-first", "x", "1", null, null)));
    }

    [Fact]
    public void Every_village_has_a_way_to_every_kind_at_every_level()
    {
        var villages = Directory.Areas.Where(a => a.Level is AreaLevel.Village).ToList();
        var kinds = Directory.Organisations.Select(o => o.Kind).Distinct().ToList();
        Assert.True(villages.Count >= 45 && kinds.Count >= 15);

        foreach (var (village, kind, level) in from v in villages from k in kinds from l in AreaLevels.All select (v, k, l))
        {
            var route = Directory.Route(kind, level, village.Code);
            Assert.True(route.FellBackToJointOffice ? route.Body.Kind == "joint-office" : route.Body.Is(kind) && route.Body.Level >= level);
        }
    }

    [Fact]
    public void What_a_body_has_no_post_for_its_first_post_takes()
    {
        Assert.Equal(new Post("trade-union", "approver"), Directory.PostFor("trade-union", "approver"));
        Assert.Equal(new Post("county-station", "clerk"), Directory.PostFor("county-station", "handler"));
        Assert.Equal(new Post("joint-office", "supervisor"), Directory.PostOfOffice(TownVillage));
        var clerks = OrganisationDirectory.Parse("""
            {"areas":[{"code":"1","name":"甲","level":"county"}],
             "organisations":[{"code":"o","name":"n","kind":"joint-office","level":"county","area":"1","roles":["clerk"]}]}
            """);
        Assert.Equal(new Post("o", "clerk"), clerks.PostOfOffice("1"));
    }

    [Fact]
    public void The_heads_above_a_task_leave_out_the_one_that_it_lies_with()
    {
        Assert.Equal(["federation-disabled", "city-federation-disabled", "province-federation-disabled"], Directory.HeadsAbove("federation-disabled", "handler"));
        Assert.Equal(["city-federation-disabled", "province-federation-disabled"], Directory.HeadsAbove("federation-disabled", "approver"));
        Assert.Null(Directory.HeadOf("county-station"));
    }

    private static string RouteAmong(params (string Code, string Kind, string Area, string? Serves, string? Also)[] bodies)
    {
        var organisations = bodies.Select(b => $$"""
            {"code":"{{b.Code}}","name":"n","kind":"{{b.Kind}}","level":"county","area":"{{b.Area}}","roles":[],
             "serves":[{{(b.Serves is null ? "" : $"\"{b.Serves}\"")}}],"alsoKinds":[{{(b.Also is null ? "" : $"\"{b.Also}\"")}}]}
            """);
        var json = $$"""
            {"areas":[{"code":"1","name":"甲","level":"county"},{"code":"2","name":"乙","level":"county"}],
             "organisations":[{{string.Join(',', organisations)}}]}
            """;
        return OrganisationDirectory.Parse(json).Route("x", AreaLevel.County, "1").Body.Code;
    }
}
