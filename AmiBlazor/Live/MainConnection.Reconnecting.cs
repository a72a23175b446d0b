using Polly;
using Polly.Retry;

namespace AmiBlazor.Live;

/// <summary>When it connects again.</summary>
internal sealed partial class MainConnection
{
    /// <summary>One session after the other, for ever: after each, and after each failed attempt, a wait.</summary>
    private ResiliencePipeline<TimeSpan> Reconnecting() => new ResiliencePipelineBuilder<TimeSpan> { TimeProvider = _time }
        .AddRetry(new RetryStrategyOptions<TimeSpan>
        {
            ShouldHandle = static ended => ValueTask.FromResult(ended.Outcome.Exception is not OperationCanceledException),
            MaxRetryAttempts = int.MaxValue,
            DelayGenerator = ended => ValueTask.FromResult<TimeSpan?>(ended.Outcome.Exception switch
            {
                null => _delay.AfterSession(ended.Outcome.Result),
                var failure => ReconnectDelay.IsRefusal(failure) ? TimeSpan.Zero : _delay.AfterFailure(failure),
            }),
            OnRetry = ended => ended.Outcome.Exception is { } failure
                ? OnFailedAsync(failure, ended.RetryDelay, ended.Context.CancellationToken)
                : ValueTask.CompletedTask,
        })
        .Build();

    private async ValueTask OnFailedAsync(Exception failure, TimeSpan wait, CancellationToken cancellationToken)
    {
        // The wait after a refusal is this one, because it may be over early.
        var isRefusal = ReconnectDelay.IsRefusal(failure);
        if (isRefusal) wait = _delay.AfterFailure(failure);
        var (sentence, words) = _health.Failed(failure, wait);
        await _gaps.BeginWhereFollowedAsync(sentence, words);
        if (isRefusal && await _refusal.WaitAsync(wait, cancellationToken)) _delay.ForgetRefusals();
    }
}
