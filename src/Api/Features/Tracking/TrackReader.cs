using System.Data.Common;
using OneWindow.Api.Storage;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Tracking;

/// <summary>Reads what a resident is told of a case in one round trip: of an open case what can still come, of a closed one what was made of it.</summary>
internal sealed class TrackReader(OneWindowDb db, TrackStatements statements)
{
    public Task<TrackedCase> OfAsync(CaseFile file, CancellationToken ct) => file.IsClosed
        ? statements.OfClosed.ReadAsync(db, file.Id, ReadClosedAsync, ct)
        : statements.OfOpen.ReadAsync(db, file.Id, ReadOpenAsync, ct);

    private async Task<TrackedCase> ReadOpenAsync(DbDataReader reader, CancellationToken ct)
    {
        var read = await ReadAsync(reader, ct);
        var forecasts = await NextAsync(statements.Forecasts, reader, ct);
        await reader.NextResultAsync(ct);
        return read with { Forecasts = forecasts, HasGrants = await reader.ReadAsync(ct) };
    }

    private async Task<TrackedCase> ReadClosedAsync(DbDataReader reader, CancellationToken ct)
    {
        var read = await ReadAsync(reader, ct);
        return read with { Ratings = await NextAsync(statements.Ratings, reader, ct) };
    }

    private async Task<TrackedCase> ReadAsync(DbDataReader reader, CancellationToken ct) => new(
        await statements.Tasks.ReadAsync(reader, ct),
        await NextAsync(statements.Messages, reader, ct),
        await NextAsync(statements.Letters, reader, ct),
        await NextAsync(statements.Objections, reader, ct));

    private static async Task<List<T>> NextAsync<T>(RowReader<T> rows, DbDataReader reader, CancellationToken ct)
        where T : class
    {
        await reader.NextResultAsync(ct);
        return await rows.ReadAsync(reader, ct);
    }
}
