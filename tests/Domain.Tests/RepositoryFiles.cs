using OneWindow.Domain.Calendars;
using OneWindow.Domain.Organisations;

namespace OneWindow.Domain.Tests;

/// <summary>The data files that ship with the product, read as they are.</summary>
internal static class RepositoryFiles
{
    public static WorkCalendar Calendar { get; } = WorkCalendar.Parse(Read("workflows-json/calendar.json"));

    public static OrganisationDirectory Organisations { get; } = OrganisationDirectory.Parse(Read("workflows-json/organisations.json"));

    public static string Read(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OneWindow.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return File.ReadAllText(Path.Combine(folder.FullName, path));
    }
}
