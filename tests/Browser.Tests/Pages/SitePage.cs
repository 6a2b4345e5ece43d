using Microsoft.Playwright;
using OneWindow.Browser.Tests.Hosting;

namespace OneWindow.Browser.Tests.Pages;

/// <summary>A page, or a state of one, as every look at the pages takes it: layout, accessibility, languages, pictures.</summary>
/// <param name="Name">In complaints and in the names of pictures.</param>
/// <param name="Route">The page's route, by which pages are found that nobody put into the table.</param>
/// <param name="Who">User name; empty for somebody who has not signed in.</param>
/// <param name="Address">Where it is.</param>
internal sealed record SitePage(string Name, string Route, string Who, Func<World, string> Address)
{
    /// <summary>What is done before it is looked at, such as sending an empty form. In any language.</summary>
    public Func<IPage, World, Task>? Prepare { get; init; }

    /// <summary>It is made to be printed, and a picture of the paper is taken too.</summary>
    public bool Printed { get; init; }

    /// <summary>Opens it and does what is to be done.</summary>
    public async Task OpenAsync(IPage page, World world)
    {
        await page.GotoAsync(Address(world));
        if (Prepare is not null) await Prepare(page, world);
    }
}
