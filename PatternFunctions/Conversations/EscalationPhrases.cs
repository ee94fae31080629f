namespace PatternFunctions.Conversations;

/// <summary>The phrases behind <see cref="Escalation"/>; the "not" lists are cut out of the text before.</summary>
internal static class EscalationPhrases
{
    private const string BodyParts =
        "arm|leg|ankle|wrist|hand|finger|fingers|foot|toe|nose|knee|head|face|lip|eye|eyes|tooth|teeth|back|rib|ribs|shoulder|elbow|thumb"
        + "|neck|hip|chin|forehead|mouth|shin|chest|skull";

    private const string People = "me|him|her|us|them|someone|somebody|a kid|my son|my daughter|my kid|my wife|my husband|my friend|my buddy|our friend|a guest|a child";

    private const string Bad =
        "terrible|horrible|awful|horrendous|atrocious|garbage|trash|useless|worthless|crap|crappy|shit|shitty|nightmare|pathetic|disgusting|ridiculous"
        + "|rediculous|unacceptable|outrageous|absurd|disgrace|disgraceful|appalling|joke|scam|infuriating|inexcusable|insulting|embarrassing";

    public static Wording WantsHuman { get; } = Wording.Of("""
        (human|humans|humanbeing|real person|live person|actual person|real people|representative|live agent|live chat|customer service|customer support|customer care)
        (talk|speak|chat|text|communicate|deal) (to|with|2) (a|an|the|some|your|any|real|live|actual|general|facility|front|club|on|duty|shift|store)* (person|someone|somebody|some one|anyone|anybody|manager|mgr|owner|rep|agent|boss|supervisor|staff|employee|desk|people|guy|operator|team)
        (get|give|find|send|connect|transfer|put|need|want|have|is there|where is|wheres|wheres) (me|us|to|through|with|a|an|the|your|some|general|get|hold|of|speak|contact|reach|on|duty)* (manager|mgr|owner|supervisor|rep|agent|staff member|employee|operator|boss)
        (can|could|would|will|have|need|want|please|pls|get|is there|let|ask|someone|somebody) (a|an|the|you|u|some|someone|somebody|anyone|anybody|manager|owner|staff|person|guys|from|your|team|like|to|please|pls|just)* (call|phone|ring) (me|us) !(when|if|before|a)
        ^ (please|pls|just|ok)* (call|phone) (me|us) (back|please|pls|now|asap|right now|at|on)*
        ^ (agent|person|operator|manager|owner|someone real|staff|representative) (please|pls|now)* $
        (is|are|am) (this|you|u|i|it|there) (just|even|actually|really|a|an|talking to|speaking to|with|texting)* (bot|robot|machine|computer|ai|chatbot|automated|human|real|person|real person)
        (stupid|dumb|useless|hate|stop|stop with|enough of|freaking|fucking|annoying) (this|the|a|talking to|your)* (bot|bots|robot|chatbot|ai|automated)
        (anyone|anybody|someone|somebody) (there|real|alive|working|on site|onsite|at the desk|monitoring|actually) !(who plays)
        (is there|are there) (anyone|anybody|someone|a person|staff|a staff) (there|here|on|around|available|working|i|who|that|to|we|$)
        (let me|can i|could i|may i|i want to|i need to|i would like to|id like to) (please)? (speak|talk) (to|with)
        """);

    public static Wording Refund { get; } = Wording.Of("""
        (refund~|refud|reund|reimburs~|chargeback|chargebacks|charge back|moneyback|compensat~)
        (my|our) money back
        money back
        (get|give|want|need|return) (my|me|our|us|the|back)* (money|cash|deposit|payment) (back|returned)
        (charged|billed|charge|bill|paid) (me|us|my card|my account|for it|him|her|my wife|my husband)? (twice|two times|2x|2 times|double|again|extra|wrong|too much|incorrectly|the wrong|by mistake|three times)
        double (charged|billed|charge|billing|payment|bill)
        (overcharg~|over charged|over charge)
        (dispute|disputing|disputed|contest|reverse) (the|this|a|these|that|my|your)* (charge|charges|payment|transaction|bill)
        (wrong|unauthorized|fraudulent|unknown|duplicate|extra|unexpected|mystery|second|weird|random) (charge|charges|payment|bill)
        (shouldnt|should not|shouldve not|never shouldve) (have)? (been)? charged
        why (was i|were we|did you|am i|did i|is my card|have i|was my card|are you|do you keep) (being|get|getting|been)? (charge|charged|charging|billed|billing)
        (still|keep|keeps|kept|stop) (getting|being|on)? (charged|charging|billed|billing)
        (credit|void|reverse) (me|us|my card|my account|my money|my payment)
        (took|taking|charged|withdrew) _ (dollars|bucks)? (from|out of) my (card|account|bank)
        """);

    public static Wording Legal { get; } = Wording.Of("""
        (lawyer|lawyers|attorney|attorneys|lawsuit|lawsuits|litigation|legal action|legally|legal team|legal department|subpoena|small claims|attorney general|better business bureau|bbb|tcpa|fcc|ftc|gdpr|ccpa|hipaa|osha)
        (discriminat~|harass~|negligen~|liable|liability|trespass~|restraining order|press charges|pressing charges|police report|fraud|fraudulent|stolen|stole|theft|robbed|breach of contract|consumer protection|illegal|illegally|unlawful|assaulted)
        (will|gonna|going to|ill|can|could|to|might|should|gunna|about to|would|shall|we) sue !(will|is|and i|for dinner)
        (we are|were|im|i am) suing
        (sue|suing|sued) (you|u|yall|your|this|them|the|ur|if)
        (see|take|taking) (you|u|yall|this|them) (in|to) court
        (call|calling|called|contact|contacting|report|reporting|involve|involving) (the|this|it|you|to|u)* (police|cops|sheriff|authorities|law enforcement|health department)
        ada (violation|complaint|compliance|compliant|lawsuit)
        (against|break|breaking) the law
        (file|filing|filed) (a|an)? (complaint|claim|police|suit)
        (insurance|injury) claim
        """);

    public static Wording NotLegal { get; } = Wording.Of("""
        (stole|steal) (the show|my heart|my line|a win|the win|a birdie)
        its a steal
        """);

    public static Wording Injury { get; } = Wording.Of($"""
        (injured|injury|injuries|bleeding|bled|ambulance|paramedic|paramedics|unconscious|concussion|concussed|seizure|911|9 1 1|chest pain|chest pains|heart attack|fracture|fractured|electrocuted|choking|collapsed|passed out|fainted|overdose|overdosed)
        (suicidal|suicide|kill myself|hurt myself|cant breathe|cannot breathe|not breathing|stopped breathing|trouble breathing|allergic reaction|epipen|anaphylaxis|carbon monoxide|gas leak|smell gas|smells like gas|smell smoke|smells like smoke|on fire|is a fire)
        (medical emergency|first aid|stitches|cpr|aed|knocked out|dislocated|sprained|black eye|emergency room|urgent care)
        (got|gotten|get|getting|was|is|been|badly|he|she|he is|someone|somebody|son|daughter|kid|child|friend|wife|husband|guest|who|were|i|seriously|really|are|im|he was|pretty) hurt !(to|feelings|my feelings|anyone|by the)
        hurt (my|his|her|himself|herself|themselves|their|bad|badly) (own)? !(feelings|wallet|score|swing|game|pride|chances)
        hurt (at|in|from|on) (your|the|bay|a)
        (broke|broken|twisted|tore|sprained|cut|burned|burnt|smashed|crushed|rolled|busted|split|injured|jammed|sliced|hurt) (my|his|her|their|a) (own|left|right)* ({BodyParts}) !(tee|nine)
        (hit|hits|struck|smacked|nailed|clocked|whacked|slammed|got|hitting) ({People}|by a ball|with a ball|with a club)? (right|straight|hard)* (in|on|to|upside) (the|my|his|her|their) ({BodyParts})
        (hit|banged|bumped|smacked) (my|his|her|their) (own)? ({BodyParts})
        (ball|club|screen|projector|door) (hit|struck|fell on|landed on) ({People})
        (slipped|tripped|fell|fallen) (and|down|off|over|on the floor|on your|on the wet|on ice|on the ice|on water|on a|on some|in the|on the stairs|on wet) !(asleep|through the cracks|in love|off the schedule|through)
        (call|called|need|send|calling|get) (an|a|for|the)* (ambulance|911|doctor|medic|paramedics)
        blood (on|everywhere|all|is|coming|in)
        (lot of|losing|lost|so much) blood
        """);

    public static Wording NotInjury { get; } = Wording.Of("""
        (not|nobody|no one|noone|never|isnt|wasnt|without|no|nobody is|no one is) (got|was|were|is)? (hurt|injured|injury|injuries|bleeding)
        (doesnt|wouldnt|wont|never|cant|couldnt|didnt|does not|would not|will not|might not|dont) (hurt|hurts) (to|a|that|if|it)?
        (doesnt|wouldnt|wont|never|cant|couldnt|didnt|does not|would not|will not) hurt
        (almost|nearly) had a heart attack
        (avoid|prevent|old|previous|recovering from|recovery from|coming off|due to|after|post) (a|an|my|the)? (_)? (injury|injuries)
        (is|was|were|im|youre|been|i was|so) on fire (today|tonight|lately|lol|last|out there|on the)
        (urgent care|911|emergency room) (next door|across the street|near)
        (split|broke|broken|cut) (a)? tee
        """);

    public static Wording Anger { get; } = Wording.Of($"""
        (fuck you|fuck off|fuck this|fuck yall|fuck u|fucking joke|fucking ridiculous|wtf|what the fuck|what the hell|what the heck is wrong|wth|bullshit|asshole|assholes|bitch|piece of shit|pos|dipshit|dumbass|screw you|screw this|go to hell|kiss my ass)
        (pissed|furious|outraged|livid|infuriating|infuriated|unacceptable|inexcusable|rediculous|outrageous|disgusted|disgrace|disgraceful|appalled|appalling|shameful|scam|scammers|scammed|scamming|scammer|rip off|ripoff|ripped off|thieves|crooks|liars|incompetent|incompetence|unprofessional|absurd|ridiculous|pathetic|disgusting)
        (so|very|seriously|extremely|really|super|beyond|incredibly|pretty|getting|totally|deeply|quite) (rude|disappointed|disappointing|frustrated|frustrating|upset|angry|mad|annoyed|annoying|unhappy|unprofessional|dissatisfied)
        (was|is|were|are) rude
        (im|i am|were|we are) (angry|mad|upset|annoyed|frustrated|fuming|unhappy|dissatisfied|disappointed)
        (fed up|had enough|had it with|sick of this|sick of your|tired of this|tired of your|sick and tired)
        (are you|you|you gotta be) (fucking|freaking|actually)? kidding me
        are you (serious|for real|kidding)
        (you|this|that|yall|place|service|it|app|really) (guys)? (really|just)? (suck|sucks|blows|stinks)
        (what a|is a|complete|total|huge|such a|absolute) (joke|waste|disaster|rip|mess|shame|embarrassment)
        (waste|wasted|wasting) (of)? (my|our|your)? (time|money|evening|night|day|hour)
        ({Bad}|bad|poor) (experience|service|customer service|support|attitude|communication)
        worst (experience|service|place|company|customer|business|app|ever|staff|club|evening)
        (never|not|wont be|will not be) (coming|come|going|be|using|going to come|ever coming)? (back|again|returning) !(to normal|until|till|nine|before|in time|to you)
        (taking|take) my (business|money) elsewhere
        (lost|lose|losing) (a|my|our|me as a|another) (customer|business|member)
        (one|1|zero|0|no) (star|stars)
        (bad|negative|horrible|terrible|scathing|nasty) review
        (leave|leaving|write|writing|post|posting) (a|you a|an)* (bad|negative|honest|one star|1 star|review on)
        (complain|complaint|complaints|complaining)
        (how dare you|shame on you|false advertising|no excuse|unreal|not okay|not ok with this|not acceptable|extremely poor|poor service|bad service|terrible service|no respect|disrespectful|lied to|ignored|ignoring me|keep ignoring)
        (this|that|it|is|was|its|thats|such|your|yall|you|service|experience|place|support|response|absolutely|truly|so|customer|staff|app|system|been|are|really|a|what) (is|was|are|were|absolutely|really|just|so|truly|a|an|been|pretty|extremely|completely|complete|fucking|freaking|guys)* ({Bad})
        (still|been) waiting (for)? (_)? (hours|an hour|days|forever)
        (third|3rd|fourth|4th|second|2nd|fifth|10th|tenth|_th) time (this|i|ive|that|now|asking|in a)
        (nobody|no one|noone) (is|has|ever)? (answer~|respond~|repl~|help~|care~|picks)
        """);

    public static Wording NotAnger { get; } = Wording.Of($"""
        (fuck yeah|hell yeah|fuck yes|holy shit|hell yes|no shit)
        (my|im|i am|am i|our|im at) (golf|swing|putting|driver|game|slice|short|long|handicap|score|bad)* (is|was|are|so|really|pretty|just|at|been)* (a|the)* ({Bad}|worst|angry at my swing|mad i missed)
        (weather|traffic|roads|road|snow|rain|storm|wind|day|headache|cold|flu|week|drive|hangover|parking|news) (is|was|are|has been|looks|sounds|out there|today|so|really|pretty|been)* ({Bad}|worst)
        ({Bad}|bad|worst) (weather|traffic|headache|cold|at golf|golfer|golfers|player|slice|swing|day at work|golf|shot|shots|putting|putter|score|snow|storm)
        not (that|so|too|really)? (mad|angry|upset|complaining|a complaint|ridiculous|complain)
        (no|zero|without) (complaints|complaint)
        (cant|cannot|wont|dont|never) complain
        (ridiculously|unbelievably|insanely|so ridiculously) (good|fun|nice|cheap|great)
        (ridiculous|disgusting|sick|pathetic) (shot|drive|putt|swing|score|fun)
        (worst case|at worst|worst part|worst hole|worst round|worst score|worst shot)
        (this|that|it) (was|is) (so|really|just)* (not)? (a)? (joke|joking) (lol|haha)
        (im|i was|just|only|was|were) (kidding|joking)
        (are you) serious (about golf|golfers)
        (never|not) (been|going) back (home|to work|to sleep)
        """);
}
