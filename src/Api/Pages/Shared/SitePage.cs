using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace OneWindow.Api.Pages.Shared;

/// <summary>
/// What every page and part of one is made of. It is drawn once, when what it shows has been read: the framework's own
/// base draws it as soon as it waits for the database, when there is nothing to show yet. And of the parts of a page one
/// reads at a time, because the request has one connection.
/// </summary>
public abstract class SitePage : IComponent, IHandleEvent
{
    private readonly RenderFragment _content;
    private RenderHandle _handle;
    private Task? _reading;

    protected SitePage() => _content = BuildRenderTree;

    [Inject]
    private PageTurn Turn { get; set; } = null!;

    void IComponent.Attach(RenderHandle renderHandle) => _handle = renderHandle;

    public async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await (_reading ??= ReadAsync());
        OnParametersSet();
        _handle.Render(_content);
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        _handle.Render(_content);
    }

    protected virtual void OnInitialized()
    {
    }

    protected virtual Task OnInitializedAsync() => Task.CompletedTask;

    protected virtual void OnParametersSet()
    {
    }

    /// <summary>The markup; the compiler writes it.</summary>
    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }

    private async Task ReadAsync()
    {
        OnInitialized();
        // Its parts are drawn after it and so read after it: who holds the turn never waits for somebody who needs it.
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
}

/// <summary>Whose turn it is to read, within one request.</summary>
internal sealed class PageTurn : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task TakeAsync() => _turn.WaitAsync();

    public void Give() => _turn.Release();

    public void Dispose() => _turn.Dispose();
}
