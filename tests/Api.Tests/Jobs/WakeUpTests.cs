using Microsoft.Extensions.DependencyInjection;
using OneWindow.Api.Jobs;
using OneWindow.Api.Tests.Hosting;

namespace OneWindow.Api.Tests.Jobs;

public sealed class WakeUpTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_kind_of_work_that_takes_long_holds_up_none_of_the_others()
    {
        var (slow, quick) = (new SlowWork(), new CountedWork(enough: 2));
        await using var api = new ApiFactory { DueWork = [slow, quick], WakeUpSeconds = 1 };
        await api.ClientAsync("");

        await slow.Begun.Task.WaitAsync(Patience, Answers.Ct);
        await quick.Reached.Task.WaitAsync(Patience, Answers.Ct);

        slow.End.SetResult();
    }

    [Fact]
    public async Task The_scheduler_keeps_its_clock_to_itself()
    {
        await using var api = new ApiFactory { WakeUpSeconds = 3600 };
        Assert.Equal(api.Clock.GetUtcNow(), api.Services.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    [Fact]
    public async Task A_node_that_is_torn_down_logs_no_failure_of_its_pulse()
    {
        var logs = new LogCapture { Everything = false };
        await using (var api = new ApiFactory { Logs = logs }) await api.ClientAsync("");
        Assert.DoesNotContain(logs.Lines, line => line.Contains(nameof(OperationCanceledException), StringComparison.Ordinal) || line.Contains(nameof(TaskCanceledException), StringComparison.Ordinal));
    }

    private sealed class SlowWork : IDueWork
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public TaskCompletionSource End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public string Name => "slow";

        public async Task<int> RunAsync(CancellationToken ct)
        {
            Begun.TrySetResult();
            await End.Task.WaitAsync(ct);
            return 0;
        }
    }

    private sealed class CountedWork(int enough) : IDueWork
    {
        private int _runs;

        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public string Name => "counted";

        public Task<int> RunAsync(CancellationToken ct)
        {
            if (Interlocked.Increment(ref _runs) == enough) Reached.SetResult();
            return Task.FromResult(0);
        }
    }
}
