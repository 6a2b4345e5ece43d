using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Catalogue;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Cases;
using OneWindow.Workflows.Analysis;

namespace OneWindow.Api.Features.Seeding;

/// <summary>Makes templates: the scenarios of every service, lived through on many days, in many villages and at many speeds.</summary>
internal sealed class TemplateMaker(WebApplication target, OneWindowDb db, ulong seed, DateTimeOffset today)
{
    private readonly CatalogueSnapshot _catalogue = target.Services.GetRequiredService<CurrentCatalogue>().Current;
    private readonly IReadOnlyList<BulkTable> _tables = BulkTable.OfCases(db.Model);

    /// <summary>In the order of registration, so that copies come into the indexes where the last ones did.</summary>
    public async Task<IReadOnlyList<Template>> MakeAsync(int count, int workers, Action<int> made, CancellationToken ct)
    {
        var scenarios = Scenarios();
        var templates = new Template[count];
        var (next, done) = (-1, 0);
        await Parallel.ForAsync(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = ct }, async (_, token) =>
        {
            await using var studio = await Studio.OpenAsync(target, token);
            var life = new Life(studio, _catalogue, scenarios, today);
            for (int i; (i = Interlocked.Increment(ref next)) < count;)
            {
                await life.LiveAsync(new Dice(seed, (ulong)i), token);
                templates[i] = await studio.WithDbAsync(scratch => TakeAsync(scratch, token));
                made(Interlocked.Increment(ref done));
            }
        });
        return [.. templates.OrderBy(t => t.File.RegisteredAt)];
    }

    /// <summary>Scenarios by service, from the folder that the services came from.</summary>
    /// <exception cref="InvalidOperationException">The folder has none.</exception>
    private List<(string Service, Scenario Scenario)> Scenarios()
    {
        var folder = AddCatalogueExtensions.Folder(target.Configuration);
        var scenarios = new List<(string, Scenario)>();
        foreach (var service in _catalogue.Services.Where(s => !s.Definition.IsMatter).Select(s => s.Definition.Key))
        {
            var file = Path.Combine(folder, service, "scenarios.json");
            if (File.Exists(file)) scenarios.AddRange(Scenario.ReadAll(File.ReadAllText(file)).Select(s => (service, s)));
        }

        return scenarios.Count > 0 ? scenarios : throw new InvalidOperationException($"No service has scenarios in {folder}.");
    }

    /// <summary>Reads the studio's one case and clears it away.</summary>
    private async Task<Template> TakeAsync(OneWindowDb scratch, CancellationToken ct)
    {
        // Nobody is told anything: these people and their phones do not exist.
        foreach (var message in await scratch.Outbox.ToListAsync(ct)) message.MarkDelivered(message.CreatedAt);
        await scratch.SaveChangesAsync(ct);
        scratch.ChangeTracker.Clear();
        var rows = new List<(BulkTable Table, IReadOnlyList<object> Entities)>();
        foreach (var table in _tables) rows.Add((table, await ReadAsync(scratch, table, ct)));
        foreach (var table in _tables.Reverse()) await ClearAsync(scratch, table, ct);
        var file = (CaseFile)rows.Single(r => r.Table.Type == typeof(CaseFile)).Entities.Single();
        return new Template(file, rows, target.Services.GetRequiredService<Sealer>());
    }

    // Identifiers of one millisecond have no order of their own; what the rows say has.
    private static async Task<IReadOnlyList<object>> ReadAsync(OneWindowDb scratch, BulkTable table, CancellationToken ct)
    {
        var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), [])!.MakeGenericMethod(table.Type).Invoke(scratch, null)!;
        var entities = await set.AsNoTracking().ToListAsync(ct);
        return [.. entities.OrderBy(e => string.Join('|', table.RowOf(e).Where(v => v is not Guid)), StringComparer.Ordinal)];
    }

    private static async Task ClearAsync(OneWindowDb scratch, BulkTable table, CancellationToken ct)
    {
        await using var command = scratch.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"DELETE FROM \"{table.Name}\"";
        await scratch.Database.OpenConnectionAsync(ct);
        await command.ExecuteNonQueryAsync(ct);
        await scratch.Database.CloseConnectionAsync();
    }
}
