using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using PatternFunctions.Learning;
using Xunit.Abstractions;

namespace PatternFunctions.Tests.Learning;

/// <summary>Of people who are neither customer nor operator, in what the model gets.</summary>
public sealed class NamesOnTheWireTests(ITestOutputHelper output)
{
    private const int Number = 3_000;

    private static readonly int Step = Environment.GetEnvironmentVariable("PATTERNS_LONG_TESTS") == "1" ? 1 : 4;

    [Fact]
    public async Task No_name_of_any_country_reaches_the_wire()
    {
        await using var server = await FakeAzureOpenAI.StartAsync();
        server.Answers("{}");
        var options = new AzureOpenAIOptions { Endpoint = server.Endpoint, ApiKey = FakeAzureOpenAI.ApiKey, ChatDeployment = FakeAzureOpenAI.Deployment };
        var analyser = new OpenAiAnalyser(
            ReplyAnalyserRegistration.CreateClient(options), options, new EndlessBudget(), TimeProvider.System, NullLogger<OpenAiAnalyser>.Instance);
        var sentences = Sentences().Take(Number).ToArray();

        List<string> seen = [];
        var sent = 0;
        foreach (var pair in sentences.Chunk(2))
        {
            await analyser.AnalyseAsync(
                new AnalysisRequest { CustomerMessage = pair[0].Text, OperatorReply = $"You can book any bay at our front desk. {pair[1].Text}" }, CancellationToken.None);
            foreach (var body in server.Requests.Skip(sent))
            {
                var data = body["messages"]![1]!["content"]!.GetValue<string>();
                seen.AddRange(pair.Where(sentence => Shows(data, sentence.Name)).Select(sentence => $"{sentence.Name} in {data}"));
                sent++;
            }
        }

        Assert.Empty(seen);
        Assert.InRange(sent, Number * 45 / 100, Number / 2);
    }

    /// <summary>Two thirds of them names of all countries, one third names that are words.</summary>
    private static IEnumerable<(string Name, string Text)> Sentences()
    {
        var noWords = PeoplesNames.OfAllCountries.Where(name => !PeoplesNames.IsWord(name)).ToArray();
        for (var index = 0; ; index++)
        {
            // A prime strides through all countries.
            var (name, frames) = index % 3 == 2
                ? (PeoplesNames.WordNames[index / 3 % PeoplesNames.WordNames.Length], PeoplesNames.LikelyFrames)
                : (noWords[index * 7919 % noWords.Length], PeoplesNames.Frames);
            yield return (name, PeoplesNames.Sentence(frames[index % frames.Length], name, index / frames.Length % 3));
        }
    }

    [Fact]
    public void No_name_of_any_country_is_left_wherever_it_stands() =>
        AssertHidden(PeoplesNames.OfAllCountries.Where((_, index) => index % Step == 0).Where(name => !PeoplesNames.IsWord(name)), PeoplesNames.Frames);

    [Fact]
    public void No_name_that_is_in_no_list_is_left() => AssertHiddenInAll(PeoplesNames.Unlisted, PeoplesNames.Frames);

    [Fact]
    public void No_name_that_is_a_word_is_left_where_a_person_stands() => AssertHiddenInAll(PeoplesNames.WordNames, PeoplesNames.LikelyFrames);

    /// <summary>What is a word first ("page", "street") and stands where things stand ("can page come") does get there: docs/learning.md says so.</summary>
    [Fact]
    public void A_surname_that_is_a_word_is_hidden_where_nothing_but_a_person_can_stand() =>
        AssertHiddenInAll(["page", "bell", "brown", "street", "banks", "fisher", "hall", "parks", "stone", "winters"], PeoplesNames.PersonFrames);

    private void AssertHiddenInAll(IEnumerable<string> names, string[] frames) =>
        AssertHidden(names.SelectMany(name => Enumerable.Repeat(name, frames.Length * 3)), frames);

    private void AssertHidden(IEnumerable<string> names, string[] frames)
    {
        var sentences = names.Select((name, index) => (Name: name, Text: PeoplesNames.Sentence(frames[index % frames.Length], name, index / frames.Length % 3))).ToArray();

        var seen = sentences.Where(sentence => Shows(Masked(sentence.Text).CustomerMessage, sentence.Name)).ToArray();

        output.WriteLine($"{sentences.Length} sentences");
        Assert.True(seen.Length == 0, $"{seen.Length} of {sentences.Length}: {string.Join(" | ", seen.Take(40).Select(sentence => sentence.Text))}");
    }

    [Theory]
    [InlineData("will you be open on sunday")]
    [InlineData("when will the door open, and will there be parking")]
    [InlineData("Will you be open on Sunday? Will it rain? May we come early? Can I mark it as paid?")]
    [InlineData("I hope it works. may I bring a dog?")]
    [InlineData("Hope to see you soon, summer hours are on the page. We let you know.")]
    [InlineData("hi bay 3 is frozen. the technician said that bay two is, too")]
    [InlineData("i tried again and accidentally booked twice, and already paid but never called")]
    [InlineData("please call back, text me or email support. tell me the price and ask about lessons")]
    [InlineData("my wife booked online and the website wants a code. my friend paid")]
    [InlineData("The grace period is 10 minutes, bill me later. Just drop by for a good price")]
    [InlineData("mark the ball with a pen, and call me when it is done")]
    [InlineData("the bill was too high, can you check")]
    [InlineData("a text will be sent to you in may")]
    [InlineData("the screen is black and the sound is off")]
    [InlineData("there is no sound in the back, no signal")]
    [InlineData("TV says no signal, website says sold out")]
    [InlineData("THE DOOR OF BAY 3 IS LOCKED, WHAT NOW?")]
    [InlineData("can i reschedule thurs to sat, 7pm or 8:30, for 4 ppl, thx")]
    [InlineData("i've tried the wi-fi & the e-mail, it doesn't work and i can't log in")]
    public void Ordinary_words_stay(string text) => Assert.Equal(text, Masked(text).CustomerMessage);

    [Fact]
    public void Hardly_a_word_is_hidden_that_is_nobodys_name()
    {
        var texts = LabelledPair.All.SelectMany(pair => new[] { (pair.Request, Text: pair.Question), (pair.Request, Text: pair.Answer) }).ToArray();
        var words = texts.Sum(text => Regex.Count(text.Text, @"\p{L}+"));
        var masked = LabelledPair.All.Select(pair => MaskedExchange.Of(pair.Request)).ToArray();
        var hidden = masked.Sum(pair => Regex.Count($"{pair.CustomerMessage} {pair.OperatorReply}", @"\[(?:NAME|WORD)_\d+\]"));
        const int Names = 2; // Sarah, Marco

        output.WriteLine($"{hidden - Names} of {words}");
        // TrackMan, GF, Account.
        Assert.InRange(hidden - Names, 0, words / 250);
    }

    [Fact]
    public void Every_template_comes_back_as_it_was() =>
        Assert.All(LabelledPair.All.Where(pair => pair.Customer is null), pair =>
        {
            var masked = MaskedExchange.Of(pair.Request);
            Assert.Equal(pair.Answer, masked.RestoreTemplate(masked.OperatorReply));
        });

    [Fact]
    public void What_the_business_has_entered_stays_and_a_place_is_no_person()
    {
        var request = new AnalysisRequest
        {
            CustomerMessage = "is the trackman in charlotte free? garcia said the foretees at garcia plaza is",
            OperatorReply = "Yes, the padel court in Charlotte has one.",
            PatternTypes = [.. PatternTypes.Default, "padel"],
            AllowedVariables =
            [
                .. TemplateVariables.BuiltIn, TemplateVariables.Locations(["Charlotte", "Garcia Plaza"]),
                TemplateVariable.Fact("trackman_model", "Trackman 4", "Which TrackMan we have"),
            ],
        };

        Assert.Equal("is the trackman in charlotte free? [NAME_1] said the [WORD_1] at garcia plaza is", MaskedExchange.Of(request).CustomerMessage);
        Assert.Equal("Yes, the padel court in Charlotte has one.", MaskedExchange.Of(request).OperatorReply);
        Assert.DoesNotContain("harlotte", MaskedExchange.Of(request with { CustomerName = "Charlotte Diaz" }).CustomerMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_in_no_dictionary_comes_back_in_template_question_and_keywords()
    {
        await using var server = await FakeAzureOpenAI.StartAsync();
        server.Answers(new JsonObject
        {
            ["reusable"] = true,
            ["not_reusable_reason"] = "none",
            ["pattern_type"] = "tech_issue",
            ["keywords"] = new JsonArray("[word_1]", "frozen"),
            ["canonical_question"] = "The [WORD_1] is frozen",
            ["response_template"] = "Please restart the [WORD_1] with the icon at the top right.",
            ["variables"] = new JsonArray(),
            ["required_actions"] = new JsonArray(),
        }.ToJsonString());
        var options = new AzureOpenAIOptions { Endpoint = server.Endpoint, ApiKey = FakeAzureOpenAI.ApiKey, ChatDeployment = FakeAzureOpenAI.Deployment };
        var analyser = new OpenAiAnalyser(
            ReplyAnalyserRegistration.CreateClient(options), options, new EndlessBudget(), TimeProvider.System, NullLogger<OpenAiAnalyser>.Instance);

        var outcome = await analyser.AnalyseAsync(
            new AnalysisRequest { CustomerMessage = "the foretees is frozen", OperatorReply = "Please restart the ForeTees with the icon at the top right." },
            CancellationToken.None);

        var proposal = Assert.IsType<Proposed>(outcome).Proposal;
        Assert.Equal("The ForeTees is frozen", proposal.CanonicalQuestion);
        Assert.Equal(["foretees", "frozen"], proposal.Keywords);
        Assert.Equal("Please restart the ForeTees with the icon at the top right.", proposal.ResponseTemplate);
    }

    [Theory]
    [InlineData("hola, a que hora abren los domingos? okonkwo quiere una reserva", "reserva", "okonkwo")]
    [InlineData("wann haben sie morgen geöffnet? ich komme mit szczepanski", "morgen", "szczepanski")]
    [InlineData("во сколько вы завтра открываетесь, и есть ли парковка? с уважением, Шевченко", "завтра", "Шевченко")]
    public void Another_language_can_be_read_and_its_names_cannot(string text, string word, string name)
    {
        var masked = Masked(text).CustomerMessage;

        Assert.Contains(word, masked, StringComparison.Ordinal);
        Assert.DoesNotContain(name, masked, StringComparison.Ordinal);
    }

    private static MaskedExchange Masked(string text) => MaskedExchange.Of(new AnalysisRequest { CustomerMessage = text, OperatorReply = "Sure." });

    private static bool Shows(string text, string name) =>
        Regex.IsMatch(text, $@"(?<!\p{{L}}){Regex.Escape(name)}(?!\p{{L}})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
