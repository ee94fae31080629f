using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using PatternFunctions.Review;

namespace PatternFunctions.Playground.Hosting;

/// <summary>An operator at the app's own API.</summary>
public sealed class FrontDesk(Sandbox sandbox)
{
    /// <returns>What waits for an operator, newest first.</returns>
    public async Task<IReadOnlyList<QueueItem>> ListPendingAsync(CancellationToken cancellationToken) =>
        (await sandbox.Operator.GetFromJsonAsync("api/queue", ReviewJson.Default.QueuePage, cancellationToken))!.Items;

    /// <returns>Why not; null if it is done. So with the others.</returns>
    public Task<string?> ApproveAsync(long id, CancellationToken cancellationToken) => PostAsync(id, "approve", null, cancellationToken);

    public Task<string?> ModifyAsync(long id, string response, CancellationToken cancellationToken) => PostAsync(
        id, "modify", JsonContent.Create(new ModifyRequest(response), ReviewJson.Default.ModifyRequest), cancellationToken);

    public Task<string?> RejectAsync(long id, string? reason, CancellationToken cancellationToken) => PostAsync(
        id, "reject", JsonContent.Create(new RejectRequest(reason), ReviewJson.Default.RejectRequest), cancellationToken);

    private async Task<string?> PostAsync(long id, string verdict, HttpContent? content, CancellationToken cancellationToken)
    {
        using (content)
        {
            using var response = await sandbox.Operator.PostAsync(
                string.Create(CultureInfo.InvariantCulture, $"api/queue/{id}/{verdict}"), content, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return null;
            }

            var status = (int)response.StatusCode;
            try
            {
                var problem = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
                return problem.TryGetProperty("detail", out var detail) ? $"{status}: {detail}" : $"{status}: {problem}";
            }
            catch (JsonException)
            {
                return $"{status}";
            }
        }
    }
}
