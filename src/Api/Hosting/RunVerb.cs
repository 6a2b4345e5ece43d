using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Activities;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;
using OneWindow.Workflows.Expressions;
using OneWindow.Workflows.Trial;

namespace OneWindow.Api.Hosting;

/// <summary>
/// <c>-- run FILE</c>: runs one definition in memory. Prints what WriteLine writes, a line each, then one line of JSON
/// with where the workflow stands. 0 where it ran, 1 where it could not, 2 where the command line is wrong.
/// </summary>
internal static class RunVerb
{
    private const string Usage = "run FILE [--input JSON] [--mode counter|token] [--with FOLDER] [--resume-all]";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Task<int> RunAsync(string[] args) => Task.FromResult(Run(args, Console.Out, Console.Error));

    /// <summary>Runs and returns the exit code.</summary>
    internal static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        if (Arguments.Read(args) is not { } arguments)
        {
            errors.WriteLine(Usage);
            return 2;
        }
        try
        {
            Run(arguments, output);
            return 0;
        }
        catch (DefinitionException e)
        {
            foreach (var finding in e.Findings) errors.WriteLine(finding);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RefusedException or TrialEndlessException)
        {
            errors.WriteLine(e.Message);
        }
        return 1;
    }

    private static void Run(Arguments arguments, TextWriter output)
    {
        var definition = DefinitionReader.Read(File.ReadAllText(arguments.File));
        var library = new WorkflowLibrary(arguments.With is null ? [definition] : [definition, .. Definitions(arguments.With, besides: arguments.File)]);
        var plan = Plan.Compile(definition, ActivityRegistry.BuiltIn, library);
        var facts = new EngineFacts(
            WorkCalendar.Parse(File.ReadAllText(Path.Combine(DefaultFolder.Path, "calendar.json"))),
            OrganisationDirectory.Parse(File.ReadAllText(Path.Combine(DefaultFolder.Path, "organisations.json"))), library);
        var trial = new TrialRun(facts, arguments.Mode, TimeProvider.System.GetLocalNow(), output.WriteLine);
        var state = trial.Start(plan, arguments.Input);
        if (arguments.ResumesAll) state = trial.ResumeAll(plan, state);
        output.WriteLine(Report(plan, state, library).ToJsonString(Json));
    }

    /// <summary>Every file of the folder that holds a workflow definition; other JSON is passed over.</summary>
    private static IEnumerable<WorkflowDefinition> Definitions(string folder, string besides)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Path.GetFullPath(file) == Path.GetFullPath(besides)) continue;
            WorkflowDefinition definition;
            try
            {
                definition = DefinitionReader.Read(File.ReadAllText(file));
            }
            catch (DefinitionException)
            {
                continue;
            }
            yield return definition;
        }
    }

    private static JsonObject Report(Plan plan, WorkflowState state, IWorkflowLibrary library) => new()
    {
        ["status"] = state.Status.ToString(),
        ["subStatus"] = state.SubStatus.ToString(),
        ["output"] = new JsonObject(state.Output.Select(o => KeyValuePair.Create(o.Key, JsonNode.Parse(o.Value.ToJson().GetRawText())))),
        ["bookmarks"] = new JsonArray([.. state.Bookmarks.Select(b => Report(b, Waits.NodeOf(plan, state, b, library), Waits.PathOf(state, b.InstanceId)))]),
        ["incidents"] = new JsonArray([.. state.Incidents.Select(i => new JsonObject
        {
            ["activityId"] = i.ActivityId,
            ["code"] = i.Code,
            ["message"] = i.Message,
        })]),
    };

    private static JsonObject Report(Bookmark bookmark, PlanNode? waiting, string path) => new()
    {
        ["id"] = bookmark.Id,
        ["name"] = waiting?.Activity.Descriptor.Key,
        ["activityId"] = waiting?.Id,
        ["path"] = path,
        ["kind"] = bookmark.Kind.ToString(),
        ["eventName"] = bookmark.EventName,
        ["dueAt"] = bookmark.DueAt?.ToString("O"),
    };

    /// <summary>The command line, read.</summary>
    private sealed record Arguments(string File)
    {
        public IReadOnlyDictionary<string, Value> Input { get; private init; } = new Dictionary<string, Value>(StringComparer.Ordinal);
        public FlowchartMode Mode { get; private init; }
        public string? With { get; private init; }
        public bool ResumesAll { get; private init; }

        /// <summary>Null where an option is unknown or its value cannot be read.</summary>
        public static Arguments? Read(string[] args)
        {
            if (args is not [var file, .. var rest] || file.StartsWith("--", StringComparison.Ordinal)) return null;
            Arguments? arguments = new(file);
            for (var i = 0; i < rest.Length && arguments is not null; i++)
            {
                var value = i + 1 < rest.Length ? rest[i + 1] : null;
                switch (rest[i])
                {
                    case "--resume-all":
                        arguments = arguments with { ResumesAll = true };
                        continue;
                    case "--input":
                        arguments = Inputs(value) is { } input ? arguments with { Input = input } : null;
                        break;
                    case "--mode":
                        arguments = value is "counter" or "token" ? arguments with { Mode = Enum.Parse<FlowchartMode>(value, ignoreCase: true) } : null;
                        break;
                    case "--with":
                        arguments = Directory.Exists(value) ? arguments with { With = value } : null;
                        break;
                    default:
                        return null;
                }
                i++;
            }
            return arguments;
        }

        private static Dictionary<string, Value>? Inputs(string? json)
        {
            if (json is null || !ValueConversion.TryParseJson(json, out var parsed) || parsed.Kind != ValueKind.Object || parsed.TryGetArray(out _)) return null;
            return parsed.Properties().ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        }
    }
}
