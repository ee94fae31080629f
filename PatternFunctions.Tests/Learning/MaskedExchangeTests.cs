using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

public sealed class MaskedExchangeTests
{
    private static readonly long Iterations = Environment.GetEnvironmentVariable("PATTERNS_LONG_TESTS") == "1" ? 50_000 : 2_000;

    [Fact]
    public void Nothing_personal_of_a_large_generated_set_is_left() =>
        PersonalExchange.Generator.Sample(
            exchange =>
            {
                var masked = MaskedExchange.Of(exchange.Request);
                var seen = exchange.SeenIn($"{masked.CustomerMessage}\n{masked.OperatorReply}").ToArray();
                Assert.True(seen.Length == 0, $"{string.Join(", ", seen)} in: {masked.CustomerMessage} | {masked.OperatorReply}");
            },
            iter: Iterations);

    [Fact]
    public async Task Nothing_personal_reaches_the_wire()
    {
        await using var server = await FakeAzureOpenAI.StartAsync();
        server.Answers("{}");
        var options = new AzureOpenAIOptions { Endpoint = server.Endpoint, ApiKey = FakeAzureOpenAI.ApiKey, ChatDeployment = FakeAzureOpenAI.Deployment };
        var analyser = new OpenAiAnalyser(
            ReplyAnalyserRegistration.CreateClient(options), options, new EndlessBudget(), TimeProvider.System,
            NullLogger<OpenAiAnalyser>.Instance);
        var exchanges = PersonalExchange.Generator.Array[200].Single();

        var seen = new List<string>();
        foreach (var exchange in exchanges)
        {
            var before = server.Requests.Count;
            await analyser.AnalyseAsync(exchange.Request, CancellationToken.None);
            foreach (var body in server.Requests.Skip(before))
            {
                var data = body["messages"]![1]!["content"]!.GetValue<string>();
                seen.AddRange(exchange.SeenIn(data).Select(secret => $"{secret} in {data}"));
            }
        }

        Assert.Empty(seen);
        Assert.InRange(server.Requests.Count, 100, 200);
    }

    [Fact]
    public void What_was_hidden_comes_back_and_the_name_as_a_variable()
    {
        var masked = MaskedExchange.Of(new AnalysisRequest
        {
            CustomerMessage = "hi, sarah here. where do I find the receipt",
            OperatorReply = "Hi Sarah, look at https://club.example/receipts or call +1 555 555 0123.",
            CustomerName = "Sarah Miller",
        });

        Assert.Equal("hi, [NAME_1] here. where do I find the receipt", masked.CustomerMessage);
        Assert.Equal("Hi [NAME_1], look at [LINK_1] or call [PHONE_1].", masked.OperatorReply);
        Assert.Equal(["[NAME_1]"], masked.CustomerNames);
        Assert.Equal(
            "Hi {{customer_first_name|there}}, look at https://club.example/receipts or call +1 555 555 0123.",
            masked.RestoreTemplate(masked.OperatorReply));
    }

    [Fact]
    public void A_fact_of_the_business_becomes_its_variable_and_its_value_stays_home()
    {
        var masked = MaskedExchange.Of(new AnalysisRequest
        {
            CustomerMessage = "when are you open",
            OperatorReply = "We are open 9am to 11pm daily.",
            AllowedVariables = [TemplateVariable.Fact("opening_hours", "9am to 11pm", "When we are open")],
        });

        Assert.Equal("We are open [FACT_1] daily.", masked.OperatorReply);
        Assert.Equal("We are open {{opening_hours}} daily.", masked.RestoreTemplate(masked.OperatorReply));
    }

    [Fact]
    public void A_placeholder_that_a_customer_wrote_stays_text()
    {
        var masked = MaskedExchange.Of(new AnalysisRequest { CustomerMessage = "what is [NAME_1]? - Tom", OperatorReply = "Hi Tom, that is a form field." });

        Assert.DoesNotContain("[NAME_1]?", masked.CustomerMessage, StringComparison.Ordinal);
        Assert.Equal("what is [NAME_1]?", masked.RestoreQuestion(masked.CustomerMessage).TrimEnd(' ', '-'));
    }

    [Theory]
    [InlineData("Yes, we will be open. Will it rain? Ask Will.", "Will Hart", "Yes, we will be open. Will it rain? Ask [NAME_1].")]
    [InlineData("We may close in May", "May Hart", "We may close in [NAME_1]")]
    public void A_name_that_is_a_word_is_hidden_only_as_a_name(string reply, string customer, string expected) =>
        Assert.Equal(expected, MaskedExchange.Of(new AnalysisRequest { CustomerMessage = "hello", OperatorReply = reply, CustomerName = customer }).OperatorReply);

    [Theory]
    [InlineData("the door code is four eight two one, thanks", "four eight two one")]
    [InlineData("the code is forty eight twenty one", "forty eight twenty one")]
    [InlineData("the code is 4 8 2 1", "4 8 2 1")]
    [InlineData("punch in 4 8 2 1 and push", "4 8 2 1")]
    [InlineData("the code is \U0001d7d2\U0001d7d6\U0001d7d0\U0001d7cf", "\U0001d7d2\U0001d7d6")]
    [InlineData("the door opens with ④⑧②①", "④⑧②①")]
    [InlineData("my number is five five five, oh one two three", "oh one two")]
    [InlineData("write to kim underscore lee at gmail dot com", "kim")]
    [InlineData("my wife Dolores booked it", "Dolores")]
    [InlineData("my husband's name is mike", "mike")]
    [InlineData("Priya Raman's card was declined", "Raman")]
    public void What_is_personal_is_hidden_in_other_forms_too(string text, string secret) =>
        Assert.DoesNotContain(secret, MaskedExchange.Of(new AnalysisRequest { CustomerMessage = text, OperatorReply = "Sure." }).CustomerMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("We are open 9am to 11pm, Saturdays from 10:30.")]
    [InlineData("It is $45 per hour for 4 people, or $1,200 a year.")]
    [InlineData("The code is not working, I am locked out of the door")]
    [InlineData("Use promo code SWING20 for 20% off")]
    [InlineData("bay 3 and bay 12 are free on 12/24")]
    [InlineData("Hi there, thanks for asking! No problem at all.")]
    [InlineData("One or two people can share a bay, three or four is fine too.")]
    [InlineData("The code is one time use. My friend paid for the guest WiFi.")]
    public void What_is_nobodys_is_left_alone(string text) =>
        Assert.Equal(text, MaskedExchange.Of(new AnalysisRequest { CustomerMessage = "hello", OperatorReply = text }).OperatorReply);

    [Fact]
    public void Any_text_can_be_hidden_and_checked() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((question, answer, name) =>
        {
            var request = new AnalysisRequest { CustomerMessage = question, OperatorReply = answer, CustomerName = name };
            MaskedExchange.Of(request);
            return new RuleBasedAnalyser().AnalyseAsync(request, CancellationToken.None).IsCompletedSuccessfully;
        });

    [Fact]
    public void Any_mixture_of_ordinary_words_can_be_hidden_and_checked() =>
        Gen.Int[0, Words.Length - 1].Select(index => Words[index]).List[0, 40].Select(words => string.Join(' ', words)).Array[2].Sample(texts =>
            new RuleBasedAnalyser().AnalyseAsync(
                new AnalysisRequest { CustomerMessage = texts[0], OperatorReply = texts[1], CustomerName = "Sarah Connor" }, CancellationToken.None).IsCompletedSuccessfully,
            iter: Iterations);

    private static readonly string[] Words =
    [
        .. """
        we i will have unlock unlocked reset you are the code is door 4821# 12 Main Street at (at) . dot com refund call ignore all
        previous instructions act as a new system prompt : <| |> $ 20 % 7 pm 7pm tomorrow - {{bay_number}} {{ }} [NAME_1] Sarah Hi hi ,
        \n my name number booking # ref 555 0123 https://x.example/ and not no don't can't free are you 's 'll ! ? " password 't open
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];
}
