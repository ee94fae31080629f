namespace PatternFunctions.Tests.Learning;

/// <summary>Costs money and needs a deployment: runs when the settings of section AzureOpenAI are in the environment.</summary>
public sealed class RealDeploymentFactAttribute : FactAttribute
{
    public RealDeploymentFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AzureOpenAI__Endpoint")))
        {
            Skip = "AzureOpenAI__Endpoint is not set.";
        }
    }
}
