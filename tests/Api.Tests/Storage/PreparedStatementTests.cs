using Microsoft.EntityFrameworkCore;
using Npgsql;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Tests.Storage;

/// <summary>PostgreSQL plans a statement once for a connection, unless whoever runs it says otherwise.</summary>
public sealed class PreparedStatementTests
{
    [Theory]
    [InlineData("Host=db", 100)]
    [InlineData("Host=db;Max Auto Prepare=0", 0)]
    [InlineData("Host=db;Max Auto Prepare=7", 7)]
    public void Statements_are_prepared_unless_the_connection_string_decides(string connectionString, int expected)
    {
        var builder = new DbContextOptionsBuilder<PostgreSqlOneWindowDb>();
        builder.Use(new StorageOptions(StorageProvider.PostgreSql, connectionString, null));
        using var db = new PostgreSqlOneWindowDb(builder.Options);
        Assert.Equal(expected, new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()).MaxAutoPrepare);
    }
}
