using Microsoft.Data.Sqlite;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Integrity;

/// <summary>Each kind of corruption is found, and nothing else is made of it.</summary>
public sealed class PlantedCorruptionTests(WholeStore store) : IClassFixture<WholeStore>
{
    public static IEnumerable<TheoryDataRow<int, string>> Kinds() =>
        Corruption.All.Select((corruption, i) => new TheoryDataRow<int, string>(i, string.Join(" and ", corruption.Codes)));

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_planted_corruption_is_found(int index, string codes)
    {
        var (corruption, copy) = (Corruption.All[index], store.Copy());
        Assert.NotEqual(0, Spoil(copy, corruption));
        var (code, lines, errors) = await WholeStore.CheckAsync(copy);
        Assert.Equal((1, ""), (code, errors));
        Assert.Equal(codes, string.Join(" and ", lines.SkipLast(1).Select(line => line.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_code_is_explained_and_every_explained_code_is_planted()
    {
        var explained = File.ReadLines(Path.Combine(Repository.Root, "docs", "integrity.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(explained.Order(StringComparer.Ordinal), Corruption.All.SelectMany(c => c.Codes).Distinct().Order(StringComparer.Ordinal));
    }

    private int Spoil(string connectionString, Corruption corruption)
    {
        using var connection = new SqliteConnection($"{connectionString};Foreign Keys=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = corruption.For(store.Numbers.ToDictionary(n => n.Key, n => IdOf(connection, n.Value)));
        return command.ExecuteNonQuery();
    }

    private static string IdOf(SqliteConnection connection, string number)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Id" FROM cases WHERE "Number" = $number""";
        command.Parameters.AddWithValue("$number", number);
        return (string)command.ExecuteScalar()!;
    }
}
