using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace OneWindow.Api.Pages.Shared;

/// <summary>
/// What every page and part of a page derives from. It is rendered when it has read what it shows, and not before: the
/// framework's own base renders while reading goes on, so that each page would have to show itself without anything to
/// show. Whoever waits for the answer waits for the same bytes either way, as no page is sent in pieces. Of the parts of a
/// page one reads at a time, because a request has one connection.
/// </summary>
public abstract class WholeComponent : IComponent, IHandleEvent
{
    private readonly RenderFragment _fragment;
    private RenderHandle _handle;
    private Task? _reading;

    protected WholeComponent() => _fragment = BuildRenderTree;

    [Inject]
    private PageTurn Turn { get; set; } = null!;

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    async Task IComponent.SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        // Given anew while it still reads, it waits for the same reading.
        await (_reading ??= ReadAsync());
        OnParametersSet();
        _handle.Render(_fragment);
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        _handle.Render(_fragment);
    }

    /// <summary>Renders it once more, where something else on the page has changed what it shows.</summary>
    protected void RenderAgain() => _handle.Render(_fragment);

    private async Task ReadAsync()
    {
        OnInitialized();
        // Its parts are rendered after it and so read after it: who holds the turn never waits for somebody who needs it.
        await Turn.TakeAsync();
        try
        {
            await OnInitializedAsync();
        }
        finally
        {
            Turn.Give();
        }
    }

    /// <summary>The markup; the compiler writes it.</summary>
    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }

    /// <summary>Once, before anything is read.</summary>
    protected virtual void OnInitialized()
    {
    }

    /// <summary>Once: reads what is shown.</summary>
    protected virtual Task OnInitializedAsync() => Task.CompletedTask;

    /// <summary>Each time that the parameters were given.</summary>
    protected virtual void OnParametersSet()
    {
    }
}

/// <summary>Whose turn it is to read, within one request.</summary>
internal sealed class PageTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task TakeAsync() => _turn.WaitAsync();

    public void Give() => _turn.Release();

    public void Dispose() => _turn.Dispose();
}
