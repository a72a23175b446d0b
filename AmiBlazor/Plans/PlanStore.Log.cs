namespace AmiBlazor.Plans;

internal sealed partial class PlanStore
{
    private static partial class Log
    {
        [LoggerMessage(2180, LogLevel.Error, "The floor plans could not be read; pages open without them.", EventName = "PlansNotRead")]
        public static partial void NotRead(ILogger logger, Exception failure);

        [LoggerMessage(2181, LogLevel.Error, "A page could not take over a change of the floor plans.", EventName = "PlanSubscriberFaulted")]
        public static partial void SubscriberFaulted(ILogger logger, Exception fault);
    }
}
