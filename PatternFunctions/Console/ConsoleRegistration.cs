using PatternFunctions.Access;
using PatternFunctions.Insights;

namespace PatternFunctions.WebConsole;

public static class ConsoleRegistration
{
    public static IServiceCollection AddConsole(this IServiceCollection services)
    {
        services.AddSingleton<ConsoleSessions>();
        services.AddSingleton<ConsoleRenderer>();
        services.AddSingleton<ShellReader>();
        services.AddSingleton<Pages>();
        services.AddSingleton<EntraDoor>();
        services.AddSingleton<ConsoleDoor>();
        services.AddSingleton<ConsoleDesk>();
        services.AddSingleton<Customers>();
        services.AddSingleton<ConversationThreads>();
        services.AddSingleton<AnswersGiven>();
        services.AddSingleton<Unanswered>();
        services.AddSingleton<QueueViewers>();
        services.AddSingleton<ReplyNotices>();
        services.AddSingleton<IConsoleSection, ThemeSection>();
        services.AddSingleton<IConsoleSection, QueueSection>();
        services.AddSingleton<IConsoleSection, PulseSection>();
        services.AddSingleton<PatternRecords>();
        services.AddSingleton<IConsoleSection, ActivitySection>();
        services.AddSingleton<IConsoleSection, ConversationSection>();
        services.AddSingleton<IConsoleSection, PatternListSection>();
        services.AddSingleton<IConsoleSection, PatternSection>();
        services.AddSingleton<IConsoleSection, SettingsSection>();
        services.AddSingleton<IConsoleSection, KeysSection>();
        services.AddSingleton<IConsoleSection, AuditSection>();
        services.AddSingleton<IConsoleSection, DeadLetterSection>();
        services.AddSingleton<IConsoleSection, StartSection>();
        services.AddSingleton<PastFigures>();
        services.AddHostedService<PastFiguresRefresh>();
        services.AddSingleton<InsightsTables>();
        services.AddSingleton<IConsoleSection, InsightsSection>();
        services.AddSingleton<IConsoleSection, ShadowSection>();
        services.AddSingleton<IConsoleSection, FactsSection>();
        services.AddSingleton<IConsoleSection, MergeSection>();
        services.AddSingleton<StagedCounts>();
        services.AddSingleton<IConsoleSection, ImportsSection>();
        services.AddSingleton<IConsoleSection, StagingSection>();
        return services;
    }
}
