using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Storage;

/// <summary>
/// Several queries by one id that go out as one command, for one round trip. Made once; in any unit of work it runs as that
/// one's own queries do: on its connection, in its transaction, within its time, and seen by whatever watches commands.
/// </summary>
internal sealed class RoundTrip
{
    /// <summary>By which the queries name the id.</summary>
    public const string Parameter = "@id";

    private readonly IRelationalCommand _command;

    public RoundTrip(OneWindowDb db, params ReadOnlySpan<string> queries)
    {
        Text = string.Join(";\n", queries);
        var id = db.Model.FindEntityType(typeof(CaseFile))!.FindProperty(nameof(CaseFile.Id))!;
        _command = db.GetService<IRelationalCommandBuilderFactory>().Create()
            .Append(Text).AddParameter(Parameter, Parameter, id.GetRelationalTypeMapping(), nullable: false).Build();
    }

    public string Text { get; }

    /// <param name="read">Reads one result after the other, in the order of the queries.</param>
    public async Task<T> ReadAsync<T>(OneWindowDb db, Guid id, Func<DbDataReader, CancellationToken, Task<T>> read, CancellationToken ct)
    {
        var connection = db.GetService<IRelationalConnection>();
        var command = connection.RentCommand();
        try
        {
            command.PopulateFrom(_command);
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { [Parameter] = id };
            var logger = db.GetService<IRelationalCommandDiagnosticsLogger>();
            await using var reader = await command.ExecuteReaderAsync(
                new RelationalCommandParameterObject(connection, parameters, null, db, logger, CommandSource.FromSqlQuery), ct);
            return await read(reader.DbDataReader, ct);
        }
        finally
        {
            connection.ReturnCommand(command);
        }
    }
}
