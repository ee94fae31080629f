using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Tests.OpenPhone;

public sealed class OpenPhoneOptionsTests
{
    [Fact]
    public void Settings_are_read_from_their_section()
    {
        var options = Read(("WebhookSigningKeys:0", "c2VjcmV0"), ("WebhookSigningKeys:1", "whsec_c2VjcmV0"), ("LegacySignatureTolerance", "01:00:00"));

        Assert.Equal(["c2VjcmV0", "whsec_c2VjcmV0"], options.WebhookSigningKeys);
        Assert.Equal(TimeSpan.FromHours(1), options.LegacySignatureTolerance);
        Assert.Equal(TimeSpan.FromMinutes(5), options.StandardSignatureTolerance);
        Assert.Equal(new Uri("https://api.openphone.com"), options.BaseUrl);
    }

    [Theory]
    [InlineData("ApiKey", "", "ApiKey is missing")]
    [InlineData("ApiKey", "Bearer abc", "without \"Bearer\"")]
    [InlineData("BaseUrl", "http://api.example", "https")]
    [InlineData("WebhookSigningKeys:0", "not base64!", "WebhookSigningKeys:0")]
    [InlineData("WebhookSigningKeys:1", "whsec_", "WebhookSigningKeys:1")]
    [InlineData("StandardSignatureTolerance", "00:00:00", "above zero")]
    public void A_wrong_setting_is_named_but_not_shown(string setting, string value, string expected)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Read(("WebhookSigningKeys:0", "c2VjcmV0"), (setting, value)));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not base64!", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_signing_keys_the_app_does_not_start() =>
        Assert.Contains("WebhookSigningKeys", Assert.Throws<OptionsValidationException>(() => Read()).Message, StringComparison.Ordinal);

    private static OpenPhoneOptions Read(params (string Name, string Value)[] settings)
    {
        var values = new Dictionary<string, string?> { ["OpenPhone:ApiKey"] = "key" };
        Array.ForEach(settings, setting => values["OpenPhone:" + setting.Name] = setting.Value);
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddOpenPhone()
            .BuildServiceProvider();
        // What the host does at start.
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<IOptions<OpenPhoneOptions>>().Value;
    }
}
