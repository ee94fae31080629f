using PatternFunctions;
using PatternFunctions.Storage;

var app = PatternApp.CreateBuilder(args).Build();
// Here, because the host's own service starts before any of ours and would take work into an old schema.
await app.Services.GetRequiredService<MigrationRunner>().RunAsync(CancellationToken.None);
await app.RunAsync();
