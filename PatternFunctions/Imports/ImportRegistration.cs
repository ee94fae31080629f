namespace PatternFunctions.Imports;

public static class ImportRegistration
{
    public static IServiceCollection AddImports(this IServiceCollection services)
    {
        services.AddSingleton<ImportFiles>();
        services.AddSingleton<ImportDesk>();
        services.AddSingleton<ImportsUnderWay>();
        services.AddSingleton<StagingDesk>();
        // These hold an HttpClient, which the factory renews.
        services.AddTransient<OwnLines>();
        services.AddTransient<ImportRunner>();
        services.AddTransient<IImportPhase, FileLoading>();
        services.AddTransient<IImportPhase, OpenPhoneLoading>();
        services.AddTransient<IImportPhase, WorkspaceLoading>();
        services.AddTransient<IImportPhase, Pairing>();
        services.AddTransient<IImportPhase, Grouping>();
        services.AddTransient<IImportPhase, Settling>();
        services.AddTransient<IImportPhase, Analysing>();
        services.AddTransient<IImportPhase, RollingBack>();
        return services;
    }
}
