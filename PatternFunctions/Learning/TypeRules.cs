using PatternFunctions.Matching;

namespace PatternFunctions.Learning;

/// <summary>Weighted words and phrases that speak for a type. A word of the question counts twice.</summary>
internal static class TypeRules
{
    private static readonly (string Type, int Weight, string[] Terms)[] Rules =
    [
        (PatternTypes.Access, 4, ["door", "code", "locked", "lock", "unlock", "gate", "keypad", "pin", "get in", "let me in", "let us in", "access", "entrance"]),
        (PatternTypes.Access, 2, ["key", "keys", "key for", "key to", "entry", "enter", "inside", "outside", "open the"]),
        (PatternTypes.Hours, 4, ["hours", "opening", "closing time", "what time do you", "how late", "are you open", "you open", "you close", "you guys open"]),
        (PatternTypes.Hours, 2, ["open", "close", "closed", "closing", "holiday", "holidays", "christmas", "weekends", "24 7"]),
        (PatternTypes.Booking, 4, ["book", "booking", "bookings", "booked", "reserve", "reservation", "reschedule", "tee time", "cancel my", "cancellation", "appointment", "walk in", "walk ins"]),
        (PatternTypes.Booking, 2, ["available", "availability", "slot", "slots", "cancel", "extend", "extra time", "move my", "change my", "session"]),
        (PatternTypes.TechIssue, 4, ["frozen", "froze", "freezing", "not working", "isnt working", "doesnt work", "broken", "stuck", "crashed", "error", "black screen", "blank screen", "not tracking", "not reading", "not registering", "not picking up", "wont start", "wont turn on", "wont load", "glitching", "not responding", "no signal", "no sound", "not connecting", "wont connect", "no hot water"]),
        (PatternTypes.TechIssue, 2, ["screen", "projector", "sensor", "restart", "reset", "reboot", "computer", "tracking", "sound", "remote", "ball", "button", "tv", "machine", "app", "log in", "login", "sign in"]),
        (PatternTypes.GiftCards, 5, ["gift", "giftcard", "gift card", "gift cards", "voucher", "vouchers", "giftcode", "vouchercode", "certificate", "gift certificate"]),
        (PatternTypes.GiftCards, 2, ["redeem", "balance"]),
        (PatternTypes.Membership, 5, ["member", "members", "membership", "memberships", "subscription"]),
        (PatternTypes.Membership, 2, ["monthly", "plan", "plans", "join", "renew", "renewal", "sign up", "unlimited"]),
        (PatternTypes.Faq, 3, ["how much", "price", "prices", "pricing", "cost", "costs", "rates", "rate", "charge", "fee", "parking", "park", "bring", "rent", "rental", "rentals", "food", "drink", "drinks", "alcohol", "beer", "byob", "kids", "children", "lessons", "lesson", "allowed", "where are you", "located", "address", "directions", "wheelchair", "accessible", "left handed", "lefty", "shoes", "dresscode", "age", "washroom", "bathroom", "dog", "dogs", "pets", "policy", "payment", "credit card", "cash", "promocode", "discountcode", "couponcode", "discount", "discounts", "refund policy", "do you offer", "do you have", "do you sell", "do you take", "do you accept", "can i bring", "gluten", "vegan", "delivery", "wifi", "beginner", "beginners", "how many people"]),
    ];

    /// <summary>Codes that open no door.</summary>
    private static readonly string[] OtherCodes =
        ["dress", "promo", "promotion", "promotional", "discount", "coupon", "gift", "voucher", "zip", "postal", "area", "qr", "referral"];

    /// <returns>One of the configured types; <c>general</c>, or the last of them, if nothing speaks for any.</returns>
    public static string TypeOf(AnalysisRequest request)
    {
        var question = Plain(request.CustomerMessage);
        var answer = Plain(request.OperatorReply);
        var best = Rules
            .Concat(request.PatternTypes.Except(PatternTypes.Default).Select(OwnRule))
            .Where(rule => request.PatternTypes.Contains(rule.Type, StringComparer.Ordinal))
            .GroupBy(rule => rule.Type)
            .Select(rules => (Type: rules.Key, Score: rules.Sum(rule => rule.Weight * rule.Terms.Sum(term => 2 * Says(question, term) + Says(answer, term)))))
            .DefaultIfEmpty()
            .MaxBy(type => type.Score);
        return best.Score > 0 ? best.Type
            : request.PatternTypes.Contains(PatternTypes.General, StringComparer.Ordinal) ? PatternTypes.General
            : request.PatternTypes[^1];
    }

    public static int WeightOf(string word) =>
        Rules.Where(rule => rule.Terms.Any(term => term == word)).Select(rule => rule.Weight).DefaultIfEmpty(1).Max();

    /// <summary>
    /// Of a type of the business's own nothing is known but its name, which says more than any word of a built-in one: "lessons"
    /// stands for "lesson", too.
    /// </summary>
    private static (string Type, int Weight, string[] Terms) OwnRule(string type)
    {
        var name = type.Replace('_', ' ');
        return (type, 8, name.EndsWith('s') ? [name, name[..^1]] : [name, name + "s"]);
    }

    private static string Plain(string text) => OtherCodes.Aggregate(
        $" {MessageNormaliser.Normalise(text)} ",
        (plain, other) => plain.Replace($" {other} codes ", $" {other}code ", StringComparison.Ordinal).Replace($" {other} code ", $" {other}code ", StringComparison.Ordinal));

    private static int Says(string text, string term) => text.Contains($" {term} ", StringComparison.Ordinal) ? 1 : 0;
}
