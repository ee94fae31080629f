using System.Collections.Frozen;

namespace PatternFunctions.Learning;

/// <summary>English word lists, all lower case and normalised (no apostrophes).</summary>
internal static class CommonWords
{
    /// <summary>Words that carry no topic.</summary>
    public static FrozenSet<string> Stop { get; } = Set("""
        a about after again all also am an and any anyone anything are arent as at back be because been before being between
        both but by can cannot cant could couldnt did didnt do does doesnt doing dont down each either else even ever every
        for from get gets getting go goes going gonna got had has hasnt have havent having he her here hers him his how i id
        if ill im in into is isnt it its itll ive just know let lets like little lot made make many maybe me might mine more
        most much must my need needs no nor not now of off on once one only onto or other our ours out over own per please
        really said same say see seem shall she should shouldnt since so some someone something soon still such sure take
        tell than that thats the their them then there theres these they theyre thing things this those though through to
        too try until up upon us use used using very want wanted wants was wasnt way we well were werent weve what whats when
        where which while who whom whose why will with within without wont would wouldnt yet you youd youll your youre yours
        youve yourself
        """);

    /// <summary>Words of greeting, thanks and agreement: a text of nothing else asks and answers nothing.</summary>
    public static FrozenSet<string> Filler { get; } = Set("""
        hi hello hey hiya yo there good morning afternoon evening day night greetings howdy
        thanks thank you ty thx tysm thankyou so much very appreciate appreciated it cheers
        ok okay k kk okey alright sure great perfect awesome cool nice fine super excellent amazing wonderful fantastic lovely
        sounds got gotcha understood noted no problem worries np prob yw welcome youre my pleasure anytime of course
        yes yeah yep yup ya nope nah lol haha hahaha bye goodbye later soon see take care have a one well and the for that all
        team guys sir maam mate bro man dude buddy again everyone
        """);

    public static FrozenSet<string> Profanity { get; } = Set("""
        fuck fucking fucked fucker fuckin motherfucker shit shitty bullshit bitch bitches asshole assholes bastard cunt dick
        dickhead prick piss pissed slut whore retard retarded wanker twat bollocks wtf stfu gtfo
        """);

    /// <summary>Given names that are words as well: a name only where a name stands.</summary>
    public static FrozenSet<string> AlsoNames { get; } = Set("""
        will mark bill grace hope faith joy may april june august summer autumn dawn eve rose lily daisy ivy violet art pat rob
        drew chase rich ray dean grant frank max chip miles hunter jack jay guy gene sky star angel king prince duke earl
        young long short day park parks green brown black white gray grey stone hill woods field rivers bush banks cook baker
        carter mason fisher shepherd cash chance dale glen heath cliff clay reed rusty sandy sunny ruby pearl crystal amber
        ginger honey melody harmony penny bob dick rod don sue nick skip buck buddy carol tony dusty jean les lance pierce
        case price power bay best good golf club hall house bell ball love wise swift strong case page chase golden major
        """);

    /// <summary>What follows a greeting and is no name.</summary>
    public static FrozenSet<string> NotNames { get; } = Set("""
        there all everyone everybody guys team folks friend buddy sir maam madam mate man again just quick question hope
        looking trying wondering please thanks thank sorry yes no ok okay good great morning afternoon evening night
        help locked late early running having anyone still here ready interested booked stuck outside inside
        today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday weekend
        sim simulator bay club golf support office customer service
        """);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
