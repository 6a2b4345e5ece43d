using Microsoft.Playwright;

namespace OneWindow.Browser.Tests.Hosting;

/// <summary>A person with a keyboard and nothing else, who sees where the focus is and meets everything in the order of reading.</summary>
internal sealed class Keys(IPage page)
{
    private const int MostSteps = 150;

    // Where the focus is, whether it can be seen there, and whether it went on in the order of the page.
    private const string Step = """
        () => {
          const now = document.activeElement, before = window.focusBefore, style = getComputedStyle(now);
          window.focusBefore = now;
          const seen = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
          const box = now.getBoundingClientRect();
          const name = `${now.tagName} ${now.id || now.name || now.textContent.trim().slice(0, 30)}`;
          if (now === document.body || now === before) return "";
          if (!seen || box.width === 0 || box.height === 0) return `The focus on ${name} cannot be seen.`;
          if (before && before.isConnected && !(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING)) return `The focus jumped back to ${name}.`;
          return "";
        }
        """;

    /// <summary>Goes on with the Tab key until the control has the focus.</summary>
    public async Task ToAsync(ILocator control)
    {
        await control.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        for (var step = 0; step < MostSteps; step++)
        {
            if (await IsFocusedAsync(control)) return;
            await page.Keyboard.PressAsync("Tab");
            var wrong = await page.EvaluateAsync<string>(Step);
            Assert.True(wrong.Length == 0, $"{page.Url}: {wrong}");
        }

        Assert.Fail($"{page.Url}: the keyboard never comes to {control}.");
    }

    public async Task TypeAsync(ILocator control, string text)
    {
        await ToAsync(control);
        await page.Keyboard.TypeAsync(text);
    }

    public async Task PressAsync(ILocator control, string key = "Enter")
    {
        await ToAsync(control);
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>Chooses one of a group of radio buttons: Tab leads to the group, arrows within it.</summary>
    public async Task ChooseAsync(string name, string value)
    {
        var group = page.Locator($"input[type=radio][name='{name}']");
        var any = page.Locator($"input[type=radio][name='{name}']:focus");
        for (var step = 0; step < MostSteps && await any.CountAsync() == 0; step++) await page.Keyboard.PressAsync("Tab");
        var wanted = page.Locator($"input[type=radio][name='{name}'][value='{value}']");
        await page.Keyboard.PressAsync("Space");
        for (var step = 0; step < await group.CountAsync() && !await wanted.IsCheckedAsync(); step++) await page.Keyboard.PressAsync("ArrowDown");
        Assert.True(await wanted.IsCheckedAsync(), $"{page.Url}: {name} cannot be set to {value} with the keyboard.");
    }

    /// <summary>Chooses the option of a list that begins with a text.</summary>
    public async Task SelectAsync(ILocator list, string value)
    {
        await ToAsync(list);
        var most = await list.Locator("option").CountAsync();
        for (var step = 0; step < most && await list.InputValueAsync() != value; step++) await page.Keyboard.PressAsync("ArrowDown");
        Assert.Equal(value, await list.InputValueAsync());
    }

    /// <summary>The first Tab of a page leads to the link past its head, and that link to the main part.</summary>
    public async Task SkipAsync()
    {
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator("a.skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
    }

    private static Task<bool> IsFocusedAsync(ILocator control) => control.EvaluateAsync<bool>("e => e === document.activeElement");
}
