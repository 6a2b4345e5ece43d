using OneWindow.Domain.Parties;

namespace OneWindow.Api.Tests.Pages;

/// <summary>What a clerk types for a complete application for a disability certificate.</summary>
internal static class Registrations
{
    public const string Path = "/register/disability-certificate";

    public static readonly string IdNumber = IdentityNumber.WithCheckDigit("99010119800101001");

    /// <summary>Another person each time.</summary>
    public static (string Name, string? Value)[] Complete(string name = "李四") =>
    [
        ("applicant.name", name),
        ("applicant.idNumber", Application.Person("19800101")),
        ("applicant.phone", "13800005678"),
        ("applicant.area", "632622203200"),
        ("form.disabilityType", "4"),
        ("form.outsideHomeCounty", "false"),
        ("material.id-card", "provided"),
        ("material.household-register", "provided"),
        ("material.photos", "provided"),
        ("material.application-form", "provided"),
        ("material.assessment-form", "provided"),
    ];

    /// <summary>The same with some answers changed; null leaves a field out.</summary>
    public static (string Name, string? Value)[] With(params (string Name, string? Value)[] changes) =>
        [.. Complete().Where(c => changes.All(o => o.Name != c.Name)), .. changes];
}
