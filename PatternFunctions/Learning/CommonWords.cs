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

    /// <summary>Given names and surnames that are words as well: a name only where a name stands.</summary>
    public static FrozenSet<string> AlsoNames { get; } = Set("""
        birdie una roman abele ado ala albino allene amandine amant amber amour anal anda angel anise ant ante april aquiline arcade
        arch art ascension astride audace august aura autumn baby bade baker ball bank banks bar barman bars bas base
        basil bay beat bell bent best betta bilge bill bird black blaze boas bob boot brain brandy brook brown buck
        bud buddy bush candida car care carol cart carter case cash chance charity chase chip clay cliff club
        conception constant cook court coy cross crystal daisy dale dawn day dean deck deja destiny diamond dick dies
        dock don douce drew duke dusty earl early earnest era esse eve evert fair faith fan far fax fedora fee feline
        fem fender field fisher floor forest franc frank free gay gene general gentile german ginger glen golden golf
        good grace grant gray green grey gun guru gust guy hall ham harmony haven hazel heath heaven hilar hill honey
        honor honour hope house hunter idea innocent ion ise ita ivory ivy jack jarred jay jazz jean jet jewel job joy
        judge julienne june junior justice kale kick kin king kit lance land lane law lean lene les lily line lion loa
        lock long love loyal lyric mac major mare mark martial mas mason mats max maxi maxima may melody mete mica
        mile miles mink miracle misty modest moos nail name nannie naval nick nil nine noble novella octave olive ora
        oral ova page pansy parfait park parks pat patience pave pearl peer penny pet petri pie pier pierce pink
        pinkie pit port power precious price prince princess prosper puck quarto queen ransom ray rea read reed regula
        rein ria rice rich ring river rivers rob rock rod romaine rose row royal ruby rusty rut sage salmon salvo
        sandy sari secondo senna serenity server sever shade shepherd shiv short sincere sister skip sky star stone
        storm strong sue summer sunny swami swift tad tamer tan tea tiara ties til till toke tome tone tony toon tor
        tore town toy trace trip ultimo unique urban valid van vena violet virgin vital wake ward wash web white will
        win wise wolf woods worth young
        """);

    /// <summary>What people text and no dictionary has in small letters: days, shorthand, the names of what everybody uses.</summary>
    public static FrozenSet<string> Texting { get; } = Set("""
        monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
        mon tue tues wed weds thu thur thurs fri sat sun january february march april may june july august september october
        november december jan feb mar apr jun jul aug sep sept oct nov dec christmas xmas easter thanksgiving halloween
        english french spanish german italian chinese american canadian british
        am pm hr hrs min mins sec secs wk wks st nd rd th ft lb lbs km vs eg ie ave blvd apt oclock maam aint yall
        ok okay kk ty thx thks tysm pls plz ppl ur im tmrw tmr tonite thru cuz coz gonna wanna gotta kinda dunno lemme
        lol lmao haha hahaha hehe hmm umm ugh wow yay oops nah nope yea yeah yep yup asap fyi btw idk tbh omg nvm lmk np eta
        app apps bot bots chatbot wifi http https www com website websites online offline email emails login logins signup
        signin keypad keypads passcode voicemail checkin checkout waitlist unsubscribe unsubscribed messaging texting texted msg msgs
        rebook rebooked rebooking chargeback nevermind
        txt txts sms mms tv tvs pc usb hdmi led gps atm id ids vip faq rsvp byob bbq diy dj gluten covid
        google gmail android iphone iphones ipad apple paypal visa mastercard amex uber facebook instagram whatsapp
        sim sims simulator
        """);

    /// <summary>What follows a greeting and is no name.</summary>
    public static FrozenSet<string> NotNames { get; } = Set("""
        there all everyone everybody guys team folks friend buddy sir maam madam mate man again just quick question hope
        looking trying wondering please thanks thank sorry yes no ok okay good great morning afternoon evening night
        help locked late early running having anyone still here ready interested booked stuck outside inside
        today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday weekend
        mondays tuesdays wednesdays thursdays fridays saturdays sundays weekends
        sim simulator bay club golf support office customer service
        """);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
