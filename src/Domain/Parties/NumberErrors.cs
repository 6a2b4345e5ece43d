namespace OneWindow.Domain.Parties;

/// <summary>What is wrong with a number that carries its own check, in words; by the codes that the numbers' readers give.</summary>
public static class NumberErrors
{
    private static readonly Dictionary<string, (string Zh, string En)> Texts = new(StringComparer.Ordinal)
    {
        ["identity-length"] = ("身份证号码应为18位", "An identity number has 18 characters"),
        ["identity-characters"] = ("身份证号码只含数字，末位可为X", "An identity number has digits only; the last may be X"),
        ["identity-date"] = ("身份证号码中的出生日期不正确", "The date of birth in the identity number is not valid"),
        ["identity-checksum"] = ("身份证号码校验位不符，请核对", "The identity number's check digit does not match"),
        ["certificate-length"] = ("残疾人证号码至少20位：身份证号码、类别、等级", "A disability certificate's number has at least 20 characters: identity number, kind, grade"),
        ["certificate-type"] = ("残疾人证号码第19位为类别，应为1至7", "Character 19 of the certificate's number is the kind, 1 to 7"),
        ["certificate-grade"] = ("残疾人证号码第20位为等级，应为1至4", "Character 20 of the certificate's number is the grade, 1 to 4"),
        ["certificate-replacement"] = ("残疾人证号码第20位以后只能是B和补证次数", "After character 20 only B and the count of replacements may follow"),
        ["credit-length"] = ("统一社会信用代码应为18位", "A unified social credit code has 18 characters"),
        ["credit-characters"] = ("统一社会信用代码只含数字和大写字母，不含I、O、S、V、Z", "A credit code has digits and capital letters without I, O, S, V, Z"),
        ["credit-checksum"] = ("统一社会信用代码校验位不符，请核对", "The credit code's check character does not match"),
    };

    /// <summary>Whether the code is one of those.</summary>
    public static bool IsKnown(string code) => Texts.ContainsKey(code);

    /// <exception cref="KeyNotFoundException">Nobody gives this code.</exception>
    public static string ToChinese(string code) => Texts[code].Zh;

    /// <exception cref="KeyNotFoundException">Nobody gives this code.</exception>
    public static string ToEnglish(string code) => Texts[code].En;
}
