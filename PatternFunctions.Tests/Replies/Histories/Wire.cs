using System.Text.Json;

namespace PatternFunctions.Tests.Replies.Histories;

/// <summary>The wire between the app and OpenPhone: the rules are checked at the very moment of each call, and the process may die on either side of it.</summary>
internal sealed class Wire(World world) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        await request.Content!.LoadIntoBufferAsync(cancellationToken);
        using var body = JsonDocument.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
        var to = body.RootElement.GetProperty("to")[0].GetString()!;
        var replyId = await world.Rules.CheckCallAsync(to, body.RootElement.GetProperty("content").GetString()!);
        var death = world.TakeDeath();
        if (death is Death.BeforeTheCall)
        {
            throw new KilledException();
        }

        var response = await base.SendAsync(request, cancellationToken);
        if ((int)response.StatusCode == 429)
        {
            world.Rules.WasRefusedForNow(replyId);
        }

        return death is Death.AfterTheCall ? throw new KilledException() : response;
    }
}

internal enum Death
{
    None,
    BeforeTheCall,
    AfterTheCall,
}

/// <summary>The process ended here: nothing after this point happened.</summary>
internal sealed class KilledException : Exception;
