namespace PatternFunctions.Conversations;

/// <summary>The phrases behind <see cref="Contradiction"/>.</summary>
internal static class ContradictionPhrases
{
    private const string Wrongs =
        "wrong|incorrect|inaccurate|false|outdated|not right|not correct|not true|untrue|mistaken|not it|not helpful|not what i _|not an answer|not the right _|not the answer";

    /// <summary>"No" and "wrong" that say nothing against the reply: to be cut out first.</summary>
    public static Wording Harmless { get; } = Wording.Of("""
        (no|nope|nah|na) (problem|prob|worries|thanks|thank you|thank|thx|ty|need|rush|biggie|questions|further|more questions|big deal|issue|issues|doubt|stress|way|pressure|joke|kidding|matter|hurry|idea)
        ^ (no|nope|nah|na) (im|i am|were|we are|thats|that is|that was|its|it is|that|this|you|youre|all|we|i)* (all|good|great|fine|perfect|ok|okay|everything|helpful|set|helps|works|helped|worked|awesome|appreciate~|thanks|thats it|it thanks|done|just wanted)
        ^ (no|nope|nah) (thats|that is|that was|that will be|thatll be) (it|all) (thanks|thank you|for now|$)
        (nothing|isnt|not|whats|anything|what is|something|if thats|if im|if that is|if i am) wrong
        (i was|im|i am|my bad i was) wrong
        wrong number
        (thats|that is|its) not (a problem|an issue|bad|necessary|far)
        """);

    public static Wording Wrong { get; } = Wording.Of($"""
        ^ (um|uh|lol|well|ok|but|hmm|oh|wait)* (no|nope|nah|noo|nooo|negative|non|nein|false|wrong|incorrect|not correct|not true|try again|wrong answer) (no|nope|sorry|not|really|its not|it isnt|wrong|incorrect|bro|dude|man|sir|at all|lol|it doesnt|it didnt|it does not|thats not)* $
        ^ (um|uh|lol|well|ok|but|hmm|oh|wait)* (no|nope|nah) (i|we|it|its|that|thats|this|the|they|there|you|u|not|he|she|my|your|im|youre|theres|dont|still|what|which)
        (thats|that is|that was|this is|its|it is|your answer is|youre|you are|you were|answer is|info is|information is|that answer is|code is|address is|hours are|link is|price is|which is|was|is) (so|totally|completely|just|also|still|the|all|actually)* ({Wrongs})
        (thats|that is|that was|its|it is|this is) (so|really|still|at all)* not (at all|really|even)* (what|right|correct|true|it|helpful|my question|answering|an answer|accurate|working|possible)
        (thats|that|this|it) (isnt|wasnt|is not|was not) (at all|really|even)* (what|right|correct|true|it|helpful|my question|answering|an answer|accurate)
        (not|isnt|wasnt|nothing like) (at all)? what (i|we) (asked|meant|said|need|needed|want|wanted|was|am|mean|requested|were)
        (didnt|doesnt|does not|did not|not|never|dont|havent|hasnt) (really|even)? (answer|answering|answered) (my|the|me|what|anything)
        wrong (answer|info|information|code|link|place|address|time|date|bay|location|price|day|one|person|thing|hours|door|question|city|club|store)
        (not helpful|unhelpful|no help|didnt help|doesnt help|not helping|does not help|did not help|not very helpful|you misunderstood|misunderstood|you dont understand|you didnt understand|misunderstanding|not understanding)
        (that|it|this|code|link|still|site|website|they|app|button|one|number|password|pin) (still|just|also|really)* (didnt|doesnt|does not|did not|isnt|is not|wont|aint|not|never) (work|working|worked|open|opening|valid|load|loading|exist|help|make sense|true|right|correct|accepted)
        (i|we) (already|just) (did|tried|done|said|told|asked|answered)
        (already|still|also) (tried|did) (that|this|it)
        (i|we) (tried|did) that
        (read|reread|re read) (my|the|what i) (message|text|question|wrote|said|last)
        (i|we) (said|asked|meant|was asking|am asking|wasnt asking|wasnt talking|didnt ask|didnt mean|didnt say|am not asking|asked about|asked for|asked if) !(to|for help)
        im (asking|not asking|talking|not talking) (about|for|if|whether|what|how)
        (you|u) (told me|said) (that|the opposite|something different|different|otherwise|it was|earlier)
        (are you sure|makes no sense|doesnt make sense|but you said|but your (website|site|sign|app)|but the (website|site|sign|app)|contradict~|not true|untrue|bad info|misleading|lies)
        """);

    /// <summary>The whole text.</summary>
    public static Wording Puzzled { get; } = Wording.Of("""
        ^ (huh|what|wut|wtf|excuse me|come again|pardon|que) ? $
        ^ ? $
        """);
}
