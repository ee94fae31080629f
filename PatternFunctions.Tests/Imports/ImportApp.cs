using System.Net;
using System.Text;
using System.Text.Json;
using PatternFunctions.Tests.Support;

namespace PatternFunctions.Tests.Imports;

/// <summary>Imports by HTTP, as an admin does them.</summary>
internal static class ImportApp
{
    public static async Task<JsonElement> UploadAsync(this TestApp app, string content, string query = "", HttpStatusCode expected = HttpStatusCode.Accepted)
    {
        using var body = new StringContent(content, Encoding.UTF8, "text/csv");
        using var response = await app.Admin.PostAsync($"api/imports{query}", body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode}: {text}");
        return JsonElement.Parse(text);
    }

    /// <returns>The import as soon as nobody works on it.</returns>
    public static async Task<JsonElement> AtRestAsync(this TestApp app, JsonElement import)
    {
        var id = import.GetProperty("id").GetInt64();
        JsonElement state = default;
        await Eventually.HoldsAsync(async () =>
        {
            state = await app.Operator.GetJsonAsync($"api/imports/{id}");
            return state.GetProperty("status").GetString() is not ("running" or "rolling_back");
        });
        return state;
    }

    public static async Task<JsonElement> ImportAsync(this TestApp app, Export export) => await app.AtRestAsync(await app.UploadAsync(export.ToString()));
}
