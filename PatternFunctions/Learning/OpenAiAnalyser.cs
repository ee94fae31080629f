using System.ClientModel;
using Azure.Identity;
using Microsoft.ML.Tokenizers;
using OpenAI.Chat;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace PatternFunctions.Learning;

/// <summary>
/// GPT-4 on Azure OpenAI. One instance for the app: it holds the circuit breaker. The client's own retries must be off.
/// </summary>
public sealed partial class OpenAiAnalyser(
    ChatClient client, AzureOpenAIOptions options, IAiBudget budget, TimeProvider clock, ILogger<OpenAiAnalyser> logger) : IReplyAnalyser
{
    /// <summary>What a request has beside its texts: roles, separators, the schema's own framing.</summary>
    private const int FramingTokens = 100;

    private readonly Tokenizer tokenizer = TiktokenTokenizer.CreateForModel(options.ChatModel);

    private readonly ResiliencePipeline<ClientResult<ChatCompletion>> pipeline = ChatPipeline.Build(options, clock);

    public string Name => "gpt";

    public decimal EstimateUsd(AnalysisRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return options.CostOf(
            InputTokens(AnalysisPrompt.DataFor(MaskedExchange.Of(request), request), AnalysisPrompt.SchemaFor(request)), options.MaxOutputTokens);
    }

    public async Task<AnalysisOutcome> AnalyseAsync(AnalysisRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (ExampleQuality.Of(request.CustomerMessage, request.OperatorReply) is { Weight: < ExampleQuality.WorthAsking } quality)
        {
            return new NotReusable(quality.Reason ?? "other");
        }

        if (ProposalValidator.CheckRequest(request) is { Count: > 0 } refusals)
        {
            return new Refused(refusals);
        }

        var masked = MaskedExchange.Of(request);
        var data = AnalysisPrompt.DataFor(masked, request);
        var schema = AnalysisPrompt.SchemaFor(request);
        var inputTokens = InputTokens(data, schema);
        if (await budget.TryReserveAsync(options.CostOf(inputTokens, options.MaxOutputTokens), cancellationToken) is not { } reserved)
        {
            return new TryLater(TryLaterReason.BudgetSpent, UntilTomorrow());
        }

        // Until the answer is there, a call counts in full: one that broke off may have been charged.
        var spent = UsageOf(inputTokens, options.MaxOutputTokens);
        try
        {
            var outcome = await AskAsync(data, schema, request, masked, cancellationToken);
            spent = outcome is TryLater { Reason: TryLaterReason.TimedOut } ? UsageOf(inputTokens, 0) : outcome.Usage ?? UsageOf(0, 0);
            return outcome;
        }
        finally
        {
            await budget.SettleAsync(reserved, spent, CancellationToken.None);
        }
    }

    private int InputTokens(string data, BinaryData schema) =>
        FramingTokens + tokenizer.CountTokens(AnalysisPrompt.Rules) + tokenizer.CountTokens(data) + tokenizer.CountTokens(schema.ToString());

    private async Task<AnalysisOutcome> AskAsync(
        string data, BinaryData schema, AnalysisRequest request, MaskedExchange masked, CancellationToken cancellationToken)
    {
        ChatMessage[] messages = [new SystemChatMessage(AnalysisPrompt.Rules), new UserChatMessage(data)];
        var chatOptions = new ChatCompletionOptions
        {
            Temperature = 0,
            MaxOutputTokenCount = options.MaxOutputTokens,
            ResponseFormat = ChatResponseFormat.CreateJsonSchemaFormat("analysis", schema, jsonSchemaIsStrict: true),
        };
        try
        {
            var result = await pipeline.ExecuteAsync(
                async token => await client.CompleteChatAsync(messages, chatOptions, token), cancellationToken);
            return ChatFailures.HasChoice(result.GetRawResponse().Content) ? Read(result.Value, request, masked) : Unreadable("no choice");
        }
        catch (BrokenCircuitException exception)
        {
            return new TryLater(TryLaterReason.CircuitOpen, exception.RetryAfter ?? ChatPipeline.BreakDuration);
        }
        catch (TimeoutRejectedException)
        {
            return new TryLater(TryLaterReason.TimedOut, null);
        }
        catch (ClientResultException exception) when (ChatFailures.IsContentFilter(exception))
        {
            return new Refused([new Refusal(RefusalCode.ContentFiltered, ProposalField.Answer)]);
        }
        catch (ClientResultException exception) when (ChatFailures.IsThrottled(exception))
        {
            return new TryLater(TryLaterReason.Throttled, ChatFailures.RetryAfter(exception, clock.GetUtcNow()));
        }
        catch (Exception exception) when (ChatFailures.IsOutage(exception))
        {
            return new TryLater(TryLaterReason.Unavailable, ChatFailures.RetryAfter(exception, clock.GetUtcNow()));
        }
        catch (ClientResultException exception)
        {
            LogRejected(exception.Status);
            return new TryLater(TryLaterReason.Misconfigured, null);
        }
        catch (AuthenticationFailedException)
        {
            LogRejected(401);
            return new TryLater(TryLaterReason.Misconfigured, null);
        }
        catch (Exception exception) when (ChatFailures.IsUnreadable(exception))
        {
            return Unreadable(exception.GetType().Name);
        }
    }

    private AnalysisOutcome Read(ChatCompletion completion, AnalysisRequest request, MaskedExchange masked)
    {
        AnalysisOutcome outcome = completion switch
        {
            { FinishReason: ChatFinishReason.ContentFilter } => Refuse(RefusalCode.ContentFiltered),
            { Refusal.Length: > 0 } => Refuse(RefusalCode.ModelDeclined),
            { FinishReason: ChatFinishReason.Stop, Content: [{ Text: { } text }] } =>
                AnalysisAnswers.Read(text, request, masked, $"{Name}:{AnalysisPrompt.Version}"),
            _ => Refuse(RefusalCode.AnswerMalformed),
        };
        var (input, output) = (completion.Usage?.InputTokenCount ?? 0, completion.Usage?.OutputTokenCount ?? 0);
        return outcome with { Usage = UsageOf(input, output) };
    }

    private AnalysisUsage UsageOf(int inputTokens, int outputTokens) =>
        new(options.ChatDeployment ?? "", inputTokens, outputTokens, options.CostOf(inputTokens, outputTokens));

    private TryLater Unreadable(string error)
    {
        LogUnreadable(error);
        return new TryLater(TryLaterReason.UnusableAnswer, null);
    }

    private static Refused Refuse(RefusalCode code) => new([new Refusal(code, ProposalField.Answer)]);

    private TimeSpan UntilTomorrow()
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero) - now;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Azure OpenAI rejects our requests with {Status}: check endpoint, key or role, and deployment.")]
    private partial void LogRejected(int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Azure OpenAI sent what is no chat completion ({Error}).")]
    private partial void LogUnreadable(string error);
}
