using System.Collections;
using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using OneWindow.Api.Storage;

namespace OneWindow.Api.Tests.Storage.SqlServer;

/// <summary>
/// Follows an application that works on SQLite, and makes each of its queries and saves for SQL Server too. Where that
/// cannot be done the test fails at the very call that asked for it; what comes out is kept for closer looks.
/// </summary>
internal sealed class SqlServerShadow : IQueryExpressionInterceptor, ISaveChangesInterceptor
{
    private static readonly MethodInfo Translate = typeof(SqlServerShadow).GetMethod(nameof(TranslateAs), BindingFlags.NonPublic | BindingFlags.Static)!;
    private readonly ConcurrentDictionary<string, SentCommand> _queries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SentCommand> _saves = new(StringComparer.Ordinal);

    private SqlServerShadow()
    {
    }

    /// <summary>One for all tests of this process, so that they share what the database library has prepared.</summary>
    public static SqlServerShadow Instance { get; } = new();

    /// <summary>What SQL Server would have been asked, each once.</summary>
    public ICollection<SentCommand> Queries => _queries.Values;

    /// <summary>What it would have been told to store, each once.</summary>
    public ICollection<SentCommand> Saves => _saves.Values;

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData)
    {
        var server = new Pretence();
        using var db = Open(server);
        var own = new RootsOf(db).Visit(queryExpression);
        var result = typeof(IQueryable).IsAssignableFrom(own.Type) ? typeof(IEnumerable<>).MakeGenericType(own.Type.GetGenericArguments()[0]) : own.Type;
        try
        {
            Translate.MakeGenericMethod(result).Invoke(null, [db, own]);
        }
        catch (TargetInvocationException exception) when (server.Sent.Count > 0 && exception.InnerException is InvalidOperationException)
        {
            // The command was made and sent; nobody is there to find a row.
        }

        if (server.Sent.Count == 0) throw new InvalidOperationException("This query sends nothing to SQL Server.");
        foreach (var sent in server.Sent) _queries[sent.Text] = sent;
        return queryExpression;
    }

    public InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        if (eventData.Context is not OneWindowDb theirs) return result;
        var server = new Pretence();
        using var db = Open(server);
        foreach (var entry in theirs.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList())
        {
            var own = db.Entry(entry.Entity);
            own.State = entry.State is EntityState.Modified ? EntityState.Unchanged : entry.State;
            if (entry.State is EntityState.Added) continue;
            foreach (var property in own.Properties)
            {
                property.OriginalValue = entry.Property(property.Metadata.Name).OriginalValue;
                if (entry.State is EntityState.Modified) property.IsModified = entry.Property(property.Metadata.Name).IsModified;
            }
        }

        db.SaveChanges();
        foreach (var sent in server.Sent) _saves[sent.Text] = sent;
        return result;
    }

    public ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavingChanges(eventData, result));

    /// <summary>A context that speaks to SQL Server, and is answered by the pretence of one.</summary>
    public static SqlServerOneWindowDb Open(Pretence server, int? maxBatchSize = null)
    {
        var builder = new DbContextOptionsBuilder<SqlServerOneWindowDb>();
        builder.Use(new StorageOptions(StorageProvider.SqlServer, "Server=nowhere", maxBatchSize));
        builder.AddInterceptors(server);
        return new SqlServerOneWindowDb(builder.Options);
    }

    private static void TranslateAs<T>(DbContext db, Expression query)
    {
        var execute = db.GetService<IQueryCompilationContextFactory>().Create(async: false).CreateQueryExecutor<T>(query);
        var context = db.GetService<IQueryContextFactory>().Create();
        foreach (var parameter in new ParametersOf(query).Found.DistinctBy(p => p.Name)) context.Parameters.Add(parameter.Name, Something(parameter.Type));
        if (execute(context) is not IEnumerable rows || typeof(T) == typeof(string)) return;
        foreach (var _ in rows)
        {
            // The command goes out with the first row that is asked for.
        }
    }

    /// <summary>A value of the type: what it is does not change the statement, whether there is one does.</summary>
    private static object? Something(Type type)
    {
        if (type == typeof(string)) return "x";
        if (type.IsArray) return Filled(Array.CreateInstance(type.GetElementType()!, 3), type.GetElementType()!);
        if (type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable))) return Filled(Array.CreateInstance(type.GetGenericArguments()[0], 3), type.GetGenericArguments()[0]);
        return Activator.CreateInstance(Nullable.GetUnderlyingType(type) ?? type);
    }

    private static Array Filled(Array array, Type element)
    {
        for (var i = 0; i < array.Length; i++) array.SetValue(Something(element), i);
        return array;
    }

    private sealed class RootsOf(DbContext db) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? new EntityQueryRootExpression(db.Model.FindEntityType(root.EntityType.Name)!)
            : base.VisitExtension(node);
    }

    private sealed class ParametersOf : ExpressionVisitor
    {
        public ParametersOf(Expression query) => Visit(query);

        public List<QueryParameterExpression> Found { get; } = [];

        protected override Expression VisitExtension(Expression node)
        {
            if (node is not QueryParameterExpression parameter) return base.VisitExtension(node);
            Found.Add(parameter);
            return node;
        }
    }
}
