using OneWindow.Domain.Parties;

namespace OneWindow.Api.Features.Seeding;

/// <summary>Somebody who does not exist: the area code of the number and the first digits of the phone were never assigned.</summary>
internal sealed record InventedPerson(string Name, string IdNumber, string Phone)
{
    private const int UnassignedAreas = 10_000;
    private const int SerialsOfAGender = 500;
    private const int Phones = 100_000_000;

    private static readonly string[] Surnames =
        [.. "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎".Select(c => c.ToString())];

    private static readonly string[] Given = [.. "伟芳娜敏静丽强磊军洋勇艳杰涛明超兰霞平刚桂英华玉梅建国文辉玲志海燕红斌宇浩凯健俊帆雪琳晶莹欣春雷振永福生龙成康星光天达安岩中茂进林有坚和彪博诚先敬震".Select(c => c.ToString())];

    private static readonly string[] Tibetan =
        ["才让", "卓玛", "多杰", "扎西", "央金", "桑杰", "拉毛", "仁青", "索南", "尼玛", "达瓦", "旦增", "周加", "完么", "措毛", "南加", "华旦", "公保", "德吉", "白玛"];

    /// <param name="serial">Different for every person; the number follows from it, so that no two are alike.</param>
    public static InventedPerson Create(Dice dice, long serial, DateOnly birthDate, Gender gender)
    {
        var name = dice.Happens(0.6)
            ? dice.OneOf(Tibetan) + dice.OneOf(Tibetan)
            : dice.OneOf(Surnames) + dice.OneOf(Given) + (dice.Happens(0.7) ? dice.OneOf(Given) : "");
        var area = 990_000 + serial / SerialsOfAGender % UnassignedAreas;
        var order = serial % SerialsOfAGender * 2 + (gender is Gender.Male ? 1 : 0);
        return new InventedPerson(name, IdentityNumber.WithCheckDigit($"{area}{birthDate:yyyyMMdd}{order:000}"), $"142{dice.Below(Phones):00000000}");
    }
}
