using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using PatternFunctions.Access;
using PatternFunctions.Conversations;
using PatternFunctions.Imports;
using PatternFunctions.Insights;
using PatternFunctions.Learning;
using PatternFunctions.OpenPhone;
using PatternFunctions.Patterns;
using PatternFunctions.Replies;
using PatternFunctions.Review;
using PatternFunctions.Settings;
using PatternFunctions.Storage;
using PatternFunctions.Telemetry;
using PatternFunctions.WebConsole;

namespace PatternFunctions;

/// <summary>The app, put together. Who hosts it (Program, the Playground, a test) may replace the clock.</summary>
public static class PatternApp
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.AddTelemetry();
        builder.UseMiddleware<AccessMiddleware>();

        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        AddStorage(services);
        services.AddOpenPhone();
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section)
            .Validate(options => options.AdminKey.Length is 0 or >= AccessOptions.ShortestKey, $"Access__AdminKey has fewer than {AccessOptions.ShortestKey} characters.")
            .ValidateOnStart();
        services.AddSingleton<AccessKeys>();
        services.AddSingleton<AuditLog>();
        services.AddSingleton<EntraAuthority>();
        services.AddSingleton<EntraTokens>();
        // A code and a secret go where the authority says, and nowhere from there.
        services.AddHttpClient(nameof(EntraSignIn)).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
        services.AddSingleton<EntraSignIn>();
        services.AddSingleton<RateLimits>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<WebhookReceiver>();
        services.AddSingleton<EventProcessor>();
        services.AddSingleton<ConversationStore>();
        services.AddSingleton<ContactStore>();
        services.AddSingleton<CallStore>();
        services.AddSingleton<EventCounts>();
        services.AddSingleton<LostWork>();
        services.AddSingleton<QuestionDecider>();
        services.AddSingleton<PatternMatcher>();
        services.AddSingleton<WordingStore>();
        services.AddSingleton<TextEncoders>();
        services.AddSingleton<PatternIndex>();
        services.AddHostedService<PatternIndexRefresh>();
        services.AddSingleton<LabelStore>();
        services.AddSingleton<TrainingTextReader>();
        services.AddSingleton<MatchingModels>();
        services.AddSingleton<ModelTraining>();
        services.AddHostedService(provider => provider.GetRequiredService<ModelTraining>());
        services.AddSingleton<ConfidenceDecay>();
        services.AddSingleton<PatternCatalog>();
        services.AddSingleton<PatternEditor>();
        services.AddSingleton<BatchActivation>();
        services.AddSingleton<PatternTester>();
        services.AddSingleton<ConfigEditor>();
        services.AddSingleton<FactStore>();
        services.AddSingleton<ReviewQueue>();
        services.AddSingleton<QueueList>();
        services.AddSingleton<History>();
        services.AddSingleton<InsightsReader>();
        services.AddSingleton<ShadowReader>();
        services.AddSingleton<CustomerForgetting>();
        services.AddSingleton<Retention>();
        services.AddSingleton<OutboundReplies>();
        services.AddSingleton<RepliesUnderWay>();
        services.AddSingleton<ReplyFates>();
        services.AddSingleton<KillSwitch>();
        services.AddSingleton<Feedback>();
        services.AddSingleton<Takeover>();
        services.AddSingleton<RequestSlots>();
        services.AddTransient<SlottedReads>();
        services.AddHttpClient(nameof(OpenPhoneClient)).AddHttpMessageHandler<SlottedReads>();
        services.AddTransient<ReplySender>(); // Holds an HttpClient, which the factory renews.
        services.AddTransient<LostReplies>();
        services.AddSingleton<ExchangeStore>();
        services.AddSingleton<ExampleStore>();
        services.AddSingleton<LearnedPatterns>();
        services.AddSingleton<NearDuplicates>();
        services.AddSingleton<VersionProposals>();
        services.AddSingleton<ExampleLearner>();
        services.AddSingleton<ExampleCatalog>();
        services.AddSingleton<ReplyLearner>();
        services.AddSingleton<IAiBudget, AiBudget>();
        services.AddConsole();
        services.AddReplyAnalyser(builder.Configuration);
        services.AddImports();
        return builder;
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration(DatabaseOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(Database.CreateDataSource);
        services.AddSingleton<MigrationRunner>();
        services.AddSingleton<ConfigStore>();
        services.AddSingleton(provider => StorageConnection.CreateQueues(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton(provider => StorageConnection.CreateBlobs(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<WorkQueues>();
        services.AddSingleton<EventBodies>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<PoisonQueues>(
            provider, StorageConnection.CreateQueues(provider.GetRequiredService<IConfiguration>(), QueueMessageEncoding.None)));
        services.AddSingleton<Readiness>();
    }
}
