using System.ClientModel;
using Azure.Core;
using Microsoft.Extensions.Configuration;
using Npgsql;
using OpenAI.Chat;
using PatternFunctions.Learning;
using PatternFunctions.Storage;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Storage;

public sealed class AzureIdentityTests : IAsyncLifetime
{
    private TokenEndpoint endpoint = null!;

    private static TokenCredential Identity => AzureIdentity.Create(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?> { ["AZURE_CLIENT_ID"] = TokenEndpoint.ClientId }).Build());

    public async Task InitializeAsync() => endpoint = await TokenEndpoint.StartAsync();

    public async Task DisposeAsync() => await endpoint.DisposeAsync();

    [Fact]
    public async Task The_database_is_opened_with_a_token_of_the_apps_own_identity()
    {
        const string resource = "https://ossrdbms-aad.database.windows.net";
        var role = $"identity_{Guid.NewGuid():N}";
        await using var database = await TestDatabase.CreateAsync();
        await using var admin = NpgsqlDataSource.Create(database.ConnectionString);
        // To the server a token is a password.
        await admin.Command($"CREATE ROLE {role} LOGIN PASSWORD '{TokenEndpoint.TokenFor(resource)}'").ExecuteAsync(CancellationToken.None);
        try
        {
            var builder = new NpgsqlDataSourceBuilder(
                new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = role, Password = null, Pooling = false }.ConnectionString);
            Database.UseTokens(builder, Identity);
            await using var app = builder.Build();

            Assert.Equal(role, await app.Command("SELECT current_user::text").ScalarAsync<string>(CancellationToken.None));
            Assert.All(endpoint.Requests, request => Assert.Equal((resource, TokenEndpoint.ClientId), request));
            Assert.NotEmpty(endpoint.Requests);
        }
        finally
        {
            await admin.Command($"DROP ROLE {role}").ExecuteAsync(CancellationToken.None);
        }
    }

    [Theory]
    [InlineData("Host=psql-patterns.postgres.database.azure.com;Username=id-patterns;SSL Mode=VerifyFull", true)]
    [InlineData("Host=psql-patterns.postgres.database.azure.com;Username=id-patterns;Password=", true)]
    [InlineData("Host=db.example.com;Username=app;Password=secret", false)]
    [InlineData("Host=db.example.com;Username=app;Passfile=/run/secrets/pgpass", false)]
    [InlineData("Host=127.0.0.1;Username=app;Password=", false)]
    [InlineData("Host=/var/run/postgresql;Username=app", false)]
    public void A_server_elsewhere_is_given_a_token_unless_there_is_another_proof(string connection, bool needsToken) =>
        Assert.Equal(needsToken, Database.NeedsToken(new NpgsqlConnectionStringBuilder(connection)));

    [Fact]
    public async Task The_model_is_asked_with_a_token_if_there_is_no_key()
    {
        var options = new AzureOpenAIOptions { Endpoint = endpoint.Address, ChatDeployment = "chat" };
        var client = ReplyAnalyserRegistration.CreateClient(options, () => Identity);

        await Assert.ThrowsAsync<ClientResultException>(() => client.CompleteChatAsync([new UserChatMessage("?")]));

        Assert.Equal($"Bearer {TokenEndpoint.TokenFor("https://cognitiveservices.azure.com")}", Assert.Single(endpoint.Authorizations));
        Assert.Equal(TokenEndpoint.ClientId, Assert.Single(endpoint.Requests).ClientId);
    }

    [Fact]
    public async Task The_identity_gets_a_token_for_the_storage()
    {
        var token = await Identity.GetTokenAsync(new TokenRequestContext(["https://storage.azure.com/.default"]), CancellationToken.None);

        Assert.Equal(TokenEndpoint.TokenFor("https://storage.azure.com"), token.Token);
    }
}
