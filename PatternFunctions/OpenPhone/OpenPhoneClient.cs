using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;

namespace PatternFunctions.OpenPhone;

/// <summary>The part of OpenPhone's API that is used: v1, and of 2026-03-30 what v1 does not have. Keeps no rate limit: that must hold across instances.</summary>
public sealed class OpenPhoneClient(HttpClient http, TimeProvider clock)
{
    private const int PageSize = 100;
    private const int VersionedPageSize = 50;

    /// <summary>Tries once, never more: a repeat could reach the customer twice.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up, and the text may have been sent all the same.</exception>
    public async Task<SendOutcome> SendAsync(SendRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var content = JsonContent.Create(
            new SendPayload(request.From, [request.To], request.Content), ApiJsonContext.Default.SendPayload);
        try
        {
            using var response = await http.PostAsync("v1/messages", content, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return SendAnswer.Read(response.StatusCode, body, RetryAfter(response));
        }
        catch (HttpRequestException ex) when (IsUnconnected(ex.HttpRequestError))
        {
            return new SendOutcome.Unknown(SendDoubt.NotConnected);
        }
        catch (HttpRequestException)
        {
            return new SendOutcome.Unknown(SendDoubt.ConnectionBroken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome.Unknown(SendDoubt.Timeout);
        }
    }

    /// <summary>The one-to-one thread with the participant, newest first as OpenPhone gives it, page by page.</summary>
    /// <param name="phoneNumberId">PN…</param>
    /// <param name="participant">E.164.</param>
    /// <param name="createdAfter">Older messages are left out; null for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="HttpRequestException">OpenPhone did not answer, or refused, also when asked again.</exception>
    public async IAsyncEnumerable<ListedMessage> ListMessagesAsync(
        string phoneNumberId,
        string participant,
        DateTimeOffset? createdAfter,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = $"v1/messages?phoneNumberId={Uri.EscapeDataString(phoneNumberId)}"
            + $"&participants={Uri.EscapeDataString(participant)}&maxResults={PageSize}";
        if (createdAfter is { } after)
        {
            query += $"&createdAfter={Uri.EscapeDataString(after.UtcDateTime.ToString("O"))}";
        }

        string? pageToken = null;
        while (true)
        {
            var page = await http.GetFromJsonAsync(
                pageToken is null ? query : $"{query}&pageToken={Uri.EscapeDataString(pageToken)}",
                ApiJsonContext.Default.MessageListAnswer,
                cancellationToken);
            foreach (var payload in page?.Data ?? [])
            {
                if (payload.ToListedMessage() is { } message)
                {
                    yield return message;
                }
            }

            // totalItems is not accurate, so only the token says where the end is; the same one again would never end.
            if (string.IsNullOrEmpty(page?.NextPageToken) || page.NextPageToken == pageToken)
            {
                yield break;
            }

            pageToken = page.NextPageToken;
        }
    }

    /// <summary>A page of a thread, newest first; of a group's if there are several participants.</summary>
    /// <param name="phoneNumberId">PN…</param>
    /// <param name="participants">E.164.</param>
    /// <param name="createdAfter">Older messages are left out.</param>
    /// <param name="createdBefore">And younger ones.</param>
    /// <param name="pageToken">Of the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="HttpRequestException">OpenPhone did not answer, or refused, also when asked again.</exception>
    public async Task<ListedPage<ListedMessage>> ListMessagesAsync(
        string phoneNumberId, IReadOnlyList<string> participants, DateTimeOffset createdAfter, DateTimeOffset createdBefore, string? pageToken,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(participants);
        var query = $"v1/messages?phoneNumberId={Uri.EscapeDataString(phoneNumberId)}"
            + string.Concat(participants.Select(participant => $"&participants={Uri.EscapeDataString(participant)}"))
            + $"&createdAfter={Time(createdAfter)}&createdBefore={Time(createdBefore)}";
        var page = await http.GetFromJsonAsync(Paged(query, pageToken), ApiJsonContext.Default.MessageListAnswer, cancellationToken);
        return new ListedPage<ListedMessage>(
            [.. (page?.Data ?? []).Select(payload => payload.ToListedMessage()).OfType<ListedMessage>()], Next(page?.NextPageToken, pageToken));
    }

    /// <summary>A page of all messages of the workspace, newest first; by the API of 2026-03-30.</summary>
    /// <param name="createdAfter">Older messages are left out.</param>
    /// <param name="createdBefore">And younger ones.</param>
    /// <param name="cursor">Of the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="HttpRequestException">OpenPhone did not answer, or refused, also when asked again.</exception>
    public async Task<ListedPage<ListedMessage>> ListWorkspaceMessagesAsync(
        DateTimeOffset createdAfter, DateTimeOffset createdBefore, string? cursor, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"messages?limit={VersionedPageSize}&createdAt[gt]={Time(createdAfter)}&createdAt[lt]={Time(createdBefore)}"
                + (cursor is null ? "" : $"&after={Uri.EscapeDataString(cursor)}"));
        request.Headers.Add("Quo-Api-Version", ApiVersion.Of20260330);
        using var response = await http.SendAsync(request, cancellationToken);
        var page = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync(ApiJsonContext.Default.WorkspaceMessagesAnswer, cancellationToken);
        return new ListedPage<ListedMessage>(
            [.. (page?.Data ?? []).Select(payload => payload.ToListedMessage()).OfType<ListedMessage>()], Next(page?.NextCursor, cursor));
    }

    /// <summary>A page of a line's conversations, the last active first.</summary>
    /// <param name="phoneNumberId">PN…</param>
    /// <param name="updatedAfter">Those that rest since are left out.</param>
    /// <param name="pageToken">Of the page before; null for the first.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="HttpRequestException">OpenPhone did not answer, or refused, also when asked again.</exception>
    public async Task<ListedPage<ListedConversation>> ListConversationsAsync(
        string phoneNumberId, DateTimeOffset updatedAfter, string? pageToken, CancellationToken cancellationToken)
    {
        var query = $"v1/conversations?phoneNumbers={Uri.EscapeDataString(phoneNumberId)}&updatedAfter={Time(updatedAfter)}";
        var page = await http.GetFromJsonAsync(Paged(query, pageToken), ApiJsonContext.Default.ConversationListAnswer, cancellationToken);
        return new ListedPage<ListedConversation>(
            [
                .. from payload in page?.Data ?? []
                   where payload.Participants is { Count: > 0 }
                   select new ListedConversation(payload.PhoneNumberId ?? phoneNumberId, [.. payload.Participants!.Select(PhoneNumber.Canonicalise)]),
            ],
            Next(page?.NextPageToken, pageToken));
    }

    /// <returns>The business's own numbers in E.164, each with its id.</returns>
    /// <exception cref="HttpRequestException">OpenPhone did not answer, or refused, also when asked again.</exception>
    public async Task<IReadOnlyList<ListedNumber>> ListPhoneNumbersAsync(CancellationToken cancellationToken)
    {
        var answer = await http.GetFromJsonAsync("v1/phone-numbers", ApiJsonContext.Default.PhoneNumberListAnswer, cancellationToken);
        return [.. from line in answer?.Data ?? [] where line is { Id: not null, Number: not null } select new ListedNumber(line.Id!, PhoneNumber.Canonicalise(line.Number!))];
    }

    /// <returns>Null if OpenPhone has no such message.</returns>
    /// <exception cref="HttpRequestException">OpenPhone did not answer, or refused, also when asked again.</exception>
    public async Task<ListedMessage?> GetMessageAsync(string messageId, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync($"v1/messages/{Uri.EscapeDataString(messageId)}", cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }

        var answer = await response.EnsureSuccessStatusCode().Content
            .ReadFromJsonAsync(ApiJsonContext.Default.MessageAnswer, cancellationToken);
        return answer?.Data?.ToListedMessage();
    }

    private static string Paged(string query, string? pageToken) =>
        $"{query}&maxResults={PageSize}{(pageToken is null ? "" : $"&pageToken={Uri.EscapeDataString(pageToken)}")}";

    /// <summary>totalItems is not accurate, so only the token says where the end is; the same one again would never end.</summary>
    private static string? Next(string? token, string? before) => string.IsNullOrEmpty(token) || token == before ? null : token;

    private static string Time(DateTimeOffset time) => Uri.EscapeDataString(time.UtcDateTime.ToString("O"));

    private static bool IsUnconnected(HttpRequestError error) => error is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError;

    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => TimeSpan.FromTicks(Math.Max(0, (date - clock.GetUtcNow()).Ticks)),
        _ => null,
    };
}
