using OneWindow.Domain.Errors;
using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Cases;

/// <summary>Checks what is entered of a person, the same for applicants and those who file for them.</summary>
internal static class PersonChecks
{
    private const int MaxNameLength = 60;

    public static void Name(string? name, string field, Findings findings)
    {
        if (string.IsNullOrWhiteSpace(name)) findings.Add(field, "请填写姓名。(A name is required.)");
        else if (name.Trim().Length > MaxNameLength) findings.Add(field, "姓名过长。(The name is too long.)");
    }

    public static IdentityNumber? Identity(string? text, string field, DateOnly today, Findings findings)
    {
        if (IdentityNumber.TryParse(text, today, out var number, out var error)) return number;
        findings.Add(field, string.IsNullOrWhiteSpace(text)
            ? "请填写身份证号码。(An identity number is required.)"
            : $"{NumberErrors.ToChinese(error)}。({NumberErrors.ToEnglish(error)}.)");
        return null;
    }

    public static string? Phone(string? text, string field, Findings findings)
    {
        var phone = PhoneNumber.Normalise(text);
        if (phone is null)
            findings.Add(field, string.IsNullOrWhiteSpace(text) ? "请填写电话号码。(A phone number is required.)" : "电话号码不正确。(The phone number is not valid.)");
        return phone;
    }
}
