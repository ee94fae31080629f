using PatternFunctions;
using PatternFunctions.Storage;

// "migrate" alone brings the schema up to date and ends.
var migratesOnly = args is ["migrate", ..];
var app = PatternApp.CreateBuilder(migratesOnly ? args[1..] : args).Build();
// Here, because the host's own service starts before any of ours and would take work into an old schema.
await app.Services.GetRequiredService<MigrationRunner>().RunAsync(CancellationToken.None);
if (!migratesOnly)
{
    await app.RunAsync();
}
