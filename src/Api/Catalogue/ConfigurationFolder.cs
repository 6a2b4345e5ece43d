using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OneWindow.Api.Features.Definitions;
using OneWindow.Api.Storage.Records;
using OneWindow.Domain.Aid;
using OneWindow.Domain.Calendars;
using OneWindow.Domain.Catalogue;
using OneWindow.Domain.Errors;
using OneWindow.Domain.Letters;
using OneWindow.Domain.Organisations;
using OneWindow.Workflows.Definitions;
using OneWindow.Workflows.Execution;

namespace OneWindow.Api.Catalogue;

/// <summary>A document that was read from a file and found right.</summary>
internal sealed record ConfigurationDocument(DocumentKind Kind, string Key, string Json)
{
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json)));
}

/// <summary>The configuration cannot be used; the message lists everything wrong with it, a line each.</summary>
internal sealed class ConfigurationInvalidException(IReadOnlyList<string> findings)
    : Exception($"The configuration has errors:{Environment.NewLine}{string.Join(Environment.NewLine, findings.Select(f => "  " + f))}")
{
    public IReadOnlyList<string> Findings { get; } = findings;
}

/// <summary>
/// Reads workflows-json: organisations.json, calendar.json, aid.json and letters.json where they are, and service.json and workflow.json of each service. A folder
/// with a workflow.json alone holds a workflow that others use as an activity or start, one with a matter.json a matter.
/// </summary>
internal sealed class ConfigurationFolder(string path)
{
    /// <summary>Caps and budgets; may be missing.</summary>
    public const string AidFile = "aid.json";

    /// <summary>Alone in its folder: a matter (一件事), which is a service made of others and runs a shared workflow.</summary>
    public const string MatterFile = "matter.json";

    private const string LettersFile = "letters.json";
    private const string WorkflowFile = "workflow.json";

    /// <summary>May be left out: a county without one takes requests in at its windows alone.</summary>
    private const string IntakeFile = "intake.json";

    /// <summary>Key of the documents of which there is one only.</summary>
    public const string OnlyKey = "main";

    private readonly List<string> _findings = [];
    private readonly List<ConfigurationDocument> _documents = [];
    private readonly List<(string Folder, ServiceDefinition Matter)> _matters = [];
    private readonly Dictionary<string, ServiceDefinition> _services = new(StringComparer.Ordinal);
    private readonly IWorkflowLibrary _library = Library(path);

    /// <exception cref="ConfigurationInvalidException">Something is missing or wrong.</exception>
    public static IReadOnlyList<ConfigurationDocument> Read(string path)
    {
        var folder = new ConfigurationFolder(path);
        folder.ReadAll();
        return folder._findings.Count == 0 ? folder._documents : throw new ConfigurationInvalidException(folder._findings);
    }

    /// <summary>The workflows of a folder, for those that use each other; one that cannot be read is left to the check of its file.</summary>
    public static IWorkflowLibrary Library(string path) => LibraryOf(
        Directory.Exists(path) ? Directory.EnumerateFiles(path, WorkflowFile, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText) : []);

    /// <summary>A library of definitions given as JSON.</summary>
    public static IWorkflowLibrary LibraryOf(IEnumerable<string> definitions)
    {
        var read = new List<WorkflowDefinition>();
        foreach (var json in definitions)
        {
            try
            {
                read.Add(DefinitionReader.Read(json));
            }
            catch (DefinitionException)
            {
                // Reported where the file itself is checked.
            }
        }
        return new WorkflowLibrary(read);
    }

    private void ReadAll()
    {
        ReadFile("organisations.json", DocumentKind.Organisations, json => Accept(OrganisationDirectory.Parse(json), OnlyKey));
        ReadFile("calendar.json", DocumentKind.Calendar, json => Accept(WorkCalendar.Parse(json), OnlyKey));
        if (File.Exists(Path.Combine(path, AidFile))) ReadFile(AidFile, DocumentKind.Aid, json => Accept(AidRules.Parse(json), OnlyKey));
        if (File.Exists(Path.Combine(path, LettersFile))) ReadFile(LettersFile, DocumentKind.Letters, json => Accept(LetterTemplates.Parse(json), OnlyKey));
        if (!Directory.Exists(path)) return;
        if (File.Exists(Path.Combine(path, IntakeFile))) ReadFile(IntakeFile, DocumentKind.Intake, json => Accept(IntakeRules.Parse(json), OnlyKey));
        foreach (var folder in Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)) ReadService(Path.GetFileName(folder));
        foreach (var twice in _documents.GroupBy(d => (d.Kind, d.Key)).Where(g => g.Count() > 1))
            _findings.Add($"{twice.Key.Kind} \"{twice.Key.Key}\" is there {twice.Count()} times.");
        foreach (var (folder, matter) in _matters)
        {
            var place = $"{folder}/{MatterFile}";
            if (_documents.All(d => (d.Kind, d.Key) != (DocumentKind.Workflow, matter.Workflow))) _findings.Add($"{place}: workflow: there is no workflow “{matter.Workflow}”");
            _findings.AddRange(MatterCheck.Findings(matter, key => _services.GetValueOrDefault(key)).Select(f => $"{place}: {f}"));
        }
    }

    private void ReadService(string name)
    {
        var service = Path.Combine(name, "service.json");
        var workflowFile = Path.Combine(name, WorkflowFile);
        string? workflow = null;
        if (File.Exists(Path.Combine(path, name, MatterFile))) ReadMatter(name);
        if (!File.Exists(Path.Combine(path, service)))
        {
            if (File.Exists(Path.Combine(path, workflowFile))) ReadFile(workflowFile, DocumentKind.Workflow, json => DefinitionId(json, null));
            return;
        }
        ReadFile(service, DocumentKind.Service, json =>
        {
            var definition = ServiceDefinition.Parse(json);
            workflow = definition.Workflow;
            _services[definition.Key] = definition;
            return definition.Key;
        });
        ReadFile(workflowFile, DocumentKind.Workflow, json => DefinitionId(json, workflow));
    }

    /// <summary>A matter is kept as the service that it is to those who register it.</summary>
    private void ReadMatter(string name) => ReadFile(Path.Combine(name, MatterFile), DocumentKind.Service, json =>
    {
        var matter = ServiceDefinition.Parse(json);
        if (!matter.IsMatter) _findings.Add($"{name}/{MatterFile}: parts: missing");
        _matters.Add((name, matter));
        return matter.Key;
    });

    private void ReadFile(string file, DocumentKind kind, Func<string, string> check)
    {
        var full = Path.Combine(path, file);
        if (!File.Exists(full))
        {
            _findings.Add($"{file}: missing in {Path.GetFullPath(path)}");
            return;
        }

        // Line ends differ between checkouts and mean nothing; without them the hash does not differ either.
        var json = File.ReadAllText(full).ReplaceLineEndings("\n");
        try
        {
            _documents.Add(new ConfigurationDocument(kind, check(json), json));
        }
        catch (RefusedException refused)
        {
            if (refused.Errors.Count == 0) _findings.Add($"{file}: {refused.Message}");
            _findings.AddRange(refused.Errors.SelectMany(e => e.Value, (e, message) => $"{file}: {e.Key}: {message}"));
        }
        catch (JsonException exception)
        {
            _findings.Add($"{file}: {exception.Message}");
        }
    }

    private static string Accept(object parsed, string key)
    {
        ArgumentNullException.ThrowIfNull(parsed);
        return key;
    }

    private string DefinitionId(string json, string? expected)
    {
        DefinitionErrors.RefuseIfBroken(DefinitionValidator.Check(json, _library));
        using var document = JsonDocument.Parse(json);
        var id = document.RootElement.ValueKind is JsonValueKind.Object
            && document.RootElement.TryGetProperty("definitionId", out var value) && value.ValueKind is JsonValueKind.String
                ? value.GetString()
                : null;
        if (id is { Length: > 0 } && (expected is null || id == expected)) return id;
        throw new RefusedException(
            RefusalKind.Invalid, "workflow-invalid", $"definitionId is \"{id}\", and the service asks for \"{expected}\".");
    }
}
