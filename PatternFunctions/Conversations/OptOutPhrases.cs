namespace PatternFunctions.Conversations;

/// <summary>The phrases behind <see cref="OptOut"/>.</summary>
internal static class OptOutPhrases
{
    private const string Texts =
        "text|texts|txt|txts|texting|textin|txting|txtng|textng|texing|tetxing|textting|texitng|textign|text messages|text messaging|messaging|messagin|messages|message|msg|msgs|msging"
        + "|mesages|messges|messeges|massages|contacting|contact|sms|spam|spamming|spammin|communication|communications"
        + "|notifications|alerts|promos|promotions|ads|advertising|advertisements|offers|soliciting|solicitations|blasts|updates|reminders";

    private const string Adjectives =
        "the|all|of|with|w|your|ur|these|those|this|that|any|damn|fucking|stupid|annoying|automated|automatic|marketing|promo"
        + "|promotional|spam|constant|daily|random|unwanted|more|anymore|further|text|group|mass|every|receiving|getting|any";

    private const string Others = "his|her|him|them|my (wife|husband|buddy|friend|friends|mom|dad|boss|kids|son|daughter|guest|guests|coach)";

    /// <summary>Another's stop, a text that is only not to come just now, or a stop that is not wanted: to be cut out first.</summary>
    public static Wording NotMeant { get; } = Wording.Of(
        $"""
        <!(you|u|yall|guys|they|why) (cant|cannot|can not|couldnt|wont|doesnt|didnt|wouldnt) (ever)? (stop|quit|unsubscribe|remove|opt) (_)? (_)? (_)?
        (i|we|he|she|it) (never|cant|wont|couldnt|didnt|dont|would not|do not) (want to|wanna|mean to)? (stop|quit|unsubscribe|opt out) (_)? (_)?
        (dont|do not|never) (want to|wanna|want you to|mean to)? (stop|quit|unsubscribe|remove|opt) !(contacting) (_)? (_)?
        (dont|do not) (text|call|message|contact|send) (me|us) (the|that|a|an|if|when|yet|until|till|back|before|while|at|today|tonight|tomorrow|ill|on|another) (_)?
        (i|we|they|kids) (dont|cant|do not) (really)? (text|message) (_)?
        (not|never|didnt|dont|havent|no) (get|got|getting|receive|received|receiving|see|hear) (a|an|the|my|your|any|that)* (text|texts|message|messages)
        (text|texting|txt|message|messaging|msg) ({Others}|their|your staff|our)
        (before|until|when|if|unless|should) (i|we) (opt|unsubscribe|remove|stop) (_)?
        (without|instead of) (stopping|unsubscribing)
        (do|should|must|would) i (need to|have to) (unsubscribe|opt out|be removed)
        should i (unsubscribe|opt out)
        unsubscribe (me|us)? from (the|your|my|all)* (league|email|emails|newsletter|newsletters) (emails|email)?
        (dont|do not|stop|quit) (call|calling|phone|phoning|email|emailing) (me|us)? (just|please|only|you can|can you)* text (me|us|is|works|instead|only)
        (did|have) (i|we) (stop|stopped|quit) (getting|receiving|seeing)
        """);

    /// <summary>Against <see cref="PlainWords.WithMarks"/>: a stop that is a clause of its own, first or last.</summary>
    public static Wording Apart { get; } = Wording.Of("""
        ^ (please|pls|plz|ok|hey|hi|.)* (stop|stopp|stpo|unsubscribe|unsub|optout|opt out) (please|pls|now|it)* .
        <!(the|a|an|bus|pit|this|that|next|first|last|nearest|closest|shuttle|trolley|ferry|says|reads|press|pressed|push|pushed|hit|tap|tapped|click|clicked|them|him|her|people|guys|subway|train|tram|metro|to|must|cant|wont|doesnt|didnt|not|non|dont|it|you|we|they|does|do|did|lets|never|full|one|i|should|will|would|game|timer|clock|music|quick|short|another|my|our|your|rest|truck|each|every|where|when|suddenly|just|can|could|until|whistle|and|balls|lights) (stop|stopp|unsubscribe) (please|pls|plz|now|thanks|thank you|it|svp|bitte|por favor)* (.)? $
        (.|?) (please|pls|plz|just|so|now|and)* (stop|stopp|stooop|unsubscribe|unsub|optout|opt out) (please|pls|plz|now|thanks|thank you|it)* (.)? $
        """);

    public static Wording Stop { get; } = Wording.Of(
        $"""
        (stop|stopp|stpo|sotp|stp|quit|cease|discontinue|halt|enough|done|tired of|sick of|no more|no further) ({Adjectives})* ({Texts}) !({Others}|each|until|till|about|between)
        (stop|quit|cease|discontinue) ({Adjectives})* (send~|giving|getting|bugging|bothering|botherin|harassing|pestering|annoying|hitting up|hitting me up|blowing up|pinging|calling|contacting|disturbing|texting|messaging) (me|us|my phone|this number|this phone|here|this|these|those|your|so many|out)? ({Adjectives})* ({Texts}|stuff|crap|shit|things|junk)? $
        (stop|quit|cease|end|discontinue|disable|turn off|shut off|switch off) ... ({Texts}) !({Others}|each|until|till|about|between|said|from my|from him|from her)
        (turn|shut|switch) (these|this|those|them|texts|messages|notifications|alerts) off
        ^ (please)? (turn|shut|switch) off (these|this|those|them) (please)? $
        ^ turn (these|this) off
        (messages|texts|texting|messaging|this|these|spam) (to|must|should|need to|needs to|has to|have to) (stop|end|cease)
        (stop|quit|cease|discontinue) (calling|emailing) (and|or) (texting|messaging)
        (stop|quit|cease|discontinue) ({Adjectives})* (send~|giving|bugging|bothering|spamming|harassing|pestering|blowing up|pinging|calling|contacting|disturbing|texting|messaging) (me|us|my phone|this number|this phone|these|texts|messages|msgs|promos|offers|ads|spam)
        (dont|do not|donot|dnt|never|no longer|wish you would not|you may not|you cannot|you cant|please not) (ever|you|want you to)* (text|txt|message|msg|contact|sms|call|send|texting|messaging|contacting) (me|us|this number|this phone) (again|anymore|any more|ever|please|pls|plz|any|at all|text|texts|message|messages|this|these|things|stuff|spam|promos|ads|offers|period|thanks|ok|or|and|unless|im|i am|i|from|$)
        (dont|do not|donot|dnt|never|no longer|wish you would not|you may not|please not) (ever|you|want you to)* (text|txt|message|msg|contact|sms|texting|messaging|contacting) (me|us|this number|this phone) $
        (dont|do not|no longer|didnt|did not|never) (want|wanna|wish|need|authorize|authorise|permit|allow|subscribe|opt in|ask|asked|sign up|signed up|agree|agreed|consent|consented|care) (to|you|for|being|get|getting|receive|recieve|receiving|have|see|be|anymore|{Adjectives})* (texts|texting|messages|msgs|txts|sms|text messages|spam|promos|promotions|notifications|alerts|reminders|contacted|texted|messaged|text me|contact me|this crap)
        no (more|further|mas) ({Adjectives})* (texts|text|txts|txt|messages|message|messeges|msgs|msg|sms|spam|promos|alerts|notifications|contact) !(until|till|about)
        (remove|delete|take|erase|scrub|drop|get|unlist|cut) (me|us|this number|my number|my num|my name|my info|my contact|my phone number|my cell number|my cell|my phone) (off|from|out|of)* ({Adjectives}|yalls|mailing|texting|sms|contact|call|phone|message|messaging|distribution)* (list|lists|database|system|texts|text|messages|contacts|listing|thread|records|everything)
        (remove|delete|lose|forget|erase|take off|block) my (phone|cell|mobile)? (number|num|digits|info)
        (remove|unsubscribe|unsubcribe|unsuscribe|unsub|unsubscibe|unsubscirbe) (me|us|this number|my number) (please|pls|plz|now|immediately|asap|thanks|thank you|today|and|i|$)
        (unsubscribe|unsubcribe|unsuscribe|unsub|unsubscibe|unsubscirbe) (me|us|this number|my number) from
        (opt|opting|opted) (me|us|my number)? out (please|pls|now|me|thanks|immediately|i|and|completely)
        (opt|opting|opted) (me|us|my number)? out (of|from) ({Adjectives}|future|mailing|receiving|getting)* ({Texts}|list|lists|program|campaign|service|subscription|everything|all|it|this|these|those|them|$)
        (opt|opting|opted) (me|us|my number)? out $
        (want|wanna|like|how|wish|need|trying|tried|asked|please|can|could) (to|do|can|i|u|you|me|be)* (unsubscribe~|unsuscribe|unsubcribe|unsub|opt out|opted out) !(of|from)
        out of (this|your|the|these) (text|texting|texts|sms|message|messages|messaging|mailing) (list|lists|thread|group|$)
        get off my phone
        (mind|appreciate|prefer|rather|wish) (if|it|you|u|that|would|could)* (not|didnt|dont|wouldnt|stopped) (texting|messaging|contacting|text|message|contact) (me|us|this number)
        (remove|delete|lose|erase) this number (please|pls|plz|now|thanks|$)
        (dont|do not|never) (call|phone|email) (me|us|this number)? (and|or|nor) (text|txt|message|contact) (me|us|this number|this phone|here|anymore|again|please|$)
        (cut it out|knock it off|lay off) (with)? ({Adjectives})* ({Texts})
        ^ stop this is
        (want|wanna|need|wants) (me|to be|to get)? (off|out of) (this|your|the|these|ur) (text|mailing)? (list|lists|texts|messages|thread)
        take (me|this number|my number) off (please|now|thanks|$)
        (number|anymore) (please|pls|so|and)* remove (it|this|them|me)
        (i|we) (have|ve|already|just)* opted out
        ^ (please|ok)* no more (from|of|with)
        (dont|do not|never) (text|message|contact) (me|us) (about|with|for) (promos|promotions|sales|deals|offers|specials|ads)
        (dont|do not|no longer) (want|wanna|need) (to)? (get|receive|see|be getting|be receiving)? (these|this|those|them|your texts) (anymore|any more|please|$)
        (dont|do not|never|no longer) (want|wanna) (to)? hear from (you|u|yall|this)
        (dont|do not|never) send (me|us|any|more|{Adjectives})* (texts|messages|msgs|sms|spam|promos|offers|ads)
        (dont|do not) (text|message|txt) (again|anymore|$)
        ^ (no|zero) (text|texting|messaging|texts|txts|messages|message|text messages|msgs|sms|spam|solicitation|soliciting) (please|pls|thanks|thank you)* $
        (remove|take|get|drop|cut) (me|us|this|my|name|number|and|phone|cell|please)* (off|from|out of) ({Adjectives}|mailing|texting|sms|contact|call|calling|phone|message)* (list|lists|thing|system|database) !(for|of)
        ^ off (the|this|your)? list (please|now|thanks|$)
        (interested|customer|member|anymore|longer) (please|pls|so|and)* remove (please|$)
        do not (call|text|contact) (list|registry)
        (report~|block~|flag~) (you|u|this|it|your number|this number) (as|for|to)? (spam|harassment|$)
        (dont|do not|never) (ever)? (send|text|message) (me|us) (anything|any more|anymore)
        (please|pls|plz|kindly) (dont|do not|not|never) (text|message|msg|txt|contact) (again|anymore|$)
        (please|pls|plz|kindly) (stop|stopp|unsubscribe) $
        ^ stop (you|u|i|im|dont|no|wrong|spam|youre|update|info|these|those) !(can|session|time)
        ^ (please|ok)* no more (please|thanks|$)
        leave (me|us) (the fuck|the hell|tf)? alone !(time|in)
        (revoke|revoking|withdraw|withdrawing|rescind) (my|all|any)* (consent|permission|authorization)
        (consent|permission) (is|has been)? (revoked|withdrawn)
        cease and desist
        (put|add|place) (me|this number|my number) (on|to) (your|the|ur)? (do not|dnc|dont)
        (stop|end|cancel|discontinue|quit) (my|the|this|these|all|your)* (text|sms|message|messaging|texting) (subscription|alerts|notifications|service|messages|reminders|list)
        (end|cancel|discontinue) (my|the|this|these|all|your)* (texts|messages|sms|notifications|alerts|reminders)
        unsubscribe (from|to|all|this|my number|please|now|immediately)
        (i|we) (already)? (said|say|told you|told you to|asked you|asked you to|asked you guys to|replied|texted|typed|wrote|sent|keep saying) (to)? (stop|stopp|unsubscribe|quit texting|stop texting) !(by|at)
        (i|we) want (this|it|these|them) to (stop|end) $
        (fuck off|piss off|buzz off|screw off) (and)? (stop|with|you|$)
        why (are|r|do) (you|u|yall) (still|keep|constantly) (texting|text|messaging|sending)
        no (me|nos) (escrib~|envi~|mand~|contact~|molest~|texte~)
        (no (quiero|deseo)|ya no) (que)? (me|nos) (escrib~|envi~|mand~|contact~|molest~)
        (dejenme|dejeme|dejame|dejennos) en paz
        (deja|dejen|deje|para|paren|pare) de (escribir~|enviar~|mandar~|molestar~|textear~|contactar~)
        no mas (mensajes|textos|sms)
        (cancelar|cancela|cancelen|cancele|detener|detengan) (los|estos|mis|de|sus)* (mensajes|textos|sms)
        no (quiero|deseo) (recibir)? (mas|sus|estos|tus)* (mensajes|textos|sms)
        (darme|dame|denme|dar|deme|darse) de baja
        cancelar (la|mi)? suscripcion
        (borra|borre|borren) mi numero
        (eliminen~|elimine~|quiten~|saquenme|saqueme) (mi numero|de la lista|de su lista)
        (arretez|arrete|cessez|stoppez) (de|d|svp|sil vous plait|les|dm~|menvoyer)
        ne (me|m) (contactez|ecrivez|envoyez|textez|contacte) plus
        ne (mecrivez|menvoyez|mecris) plus
        (je ne veux plus|plus) (de|recevoir) (de|vos|ces)? (messages|message|textos|sms)
        (me|se) desabonner
        (desabonnez moi|desinscrire|desinscrivez moi|retirez moi|retirez mon numero)
        (nao|n) (me)? (mande|envie|mandem|enviem|quero receber) (mais)? (mensagens|mensagem|$)
        (pare|parem) de (me)? (mandar|enviar)
        (keine|keinen) (nachrichten|sms|weiteren nachrichten|werbung) (mehr|$)
        (hort|hor|horen sie) (bitte)? auf
        nicht mehr (schreiben|kontaktieren|anschreiben)
        (basta|smettetela|smettila|non) (di|mi)? (messaggi|mandarmi|inviarmi|mandatemi|scrivetemi|contattatemi|scrivete)
        """);

    /// <summary>Something came to a stop, and it is not what the customer gets.</summary>
    public static Wording Reported { get; } = Wording.Of("""
        (it|this|that|these|those|everything|all) (just|also|again|has|have)* (stopped|stops)
        """);

    public static Wording SpelledOut { get; } = Wording.Of("""
        ^ (please)? (s t o p|st op|sto p|s top|stop all|opt out|op out|opt oute|un subscribe|un sub|q u i t|o p t o u t) (please|pls|now|all|me|thanks)* $
        """);

    public static Wording Start { get; } = Wording.Of("""
        ^ (please|pls|ok|okay|hi|hey|yes|actually)* opt me (back)? in (again|back|please|pls|thanks|for texts|to texts|for messages)* $
        ^ (please|pls|ok|okay|hi|hey|yes|actually)* (sign|add|put) me back (in|up|on|to)? (the list|your list|texts|again|please|pls|thanks)* $
        ^ (please|pls|ok|okay|hi|hey|yes|actually)* opt (back)? in (again|please|pls|thanks|for texts|to texts)* $
        ^ (please|pls|ok|okay|hi|hey|yes|actually|you can|u can|can you)* (start|resume|begin) (texting|messaging|sending|sending me|texts|messages|text messages|my texts|the texts) (me|us)? (texts|messages)? (again|now|please|thanks)* $
        ^ (please|pls|ok|okay|hi|hey|yes|actually)* (you can|u can|its ok to|it is ok to|you may|feel free to) (text|message|contact) me (again|now) (please)? $
        ^ (i|we) (want|wanna|would like|d like|wish) (to)? (get|receive|have) (your|the|these)? (texts|messages|text messages) again (please|thanks)* $
        ^ (un stop|unsubscribed by mistake|i unsubscribed by mistake|i didnt mean to unsubscribe|i didnt mean to stop|i did not mean to unsubscribe|undo stop|resubscribe me|subscribe me|re subscribe|re subscribe me) (please|again|back|thanks)* $
        """);

    private static readonly WordingFilter anyOfThem = Wording.FilterOf(Start, Stop, Apart, SpelledOut);

    /// <returns>False if a text has none of the phrases, also none of those that are looked for in other spellings of it.</returns>
    public static bool MayBeIn(string plain) => anyOfThem.MayBeIn(plain);
}
