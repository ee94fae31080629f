using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.Configuration;

namespace PatternFunctions.Storage;

/// <summary>Who the app is to Azure.</summary>
public static class AzureIdentity
{
    /// <summary>
    /// The user-assigned identity that <c>AZURE_CLIENT_ID</c> names and nothing else; without that setting whoever is
    /// signed in here, such as a developer with the Azure CLI.
    /// </summary>
    public static TokenCredential Create(IConfiguration configuration)
    {
        var clientId = configuration["AZURE_CLIENT_ID"];
        return string.IsNullOrEmpty(clientId)
            ? new DefaultAzureCredential()
            : new DefaultAzureCredential(new DefaultAzureCredentialOptions
            {
                ManagedIdentityClientId = clientId,
                ExcludeEnvironmentCredential = true,
                ExcludeWorkloadIdentityCredential = true,
                ExcludeVisualStudioCredential = true,
                ExcludeVisualStudioCodeCredential = true,
                ExcludeAzureCliCredential = true,
                ExcludeAzurePowerShellCredential = true,
                ExcludeAzureDeveloperCliCredential = true,
                ExcludeBrokerCredential = true,
            });
    }
}
