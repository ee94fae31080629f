using System.Text.RegularExpressions;
using CsCheck;
using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

/// <summary>Conversations full of personal data, and a list of what must not be seen of them.</summary>
public sealed record PersonalExchange(AnalysisRequest Request, IReadOnlyList<string> Secrets)
{
    private static readonly string[] FirstNames =
    [
        "Sarah", "Will", "Mark", "Grace", "José", "Zoë", "Nguyen", "Priya", "Anne-Marie", "Ольга", "Ελένη", "Siobhán", "Xi", "Mohammed",
        "April", "Chip", "Jean-Luc", "Ümit", "Łukasz", "D'Arcy",
    ];

    private static readonly string[] LastNames =
    [
        "Connor", "O'Neil", "van Dyke", "Smith-Jones", "Miller", "Иванова", "Papadopoulos", "Li", "MacDonald", "Brontë", "Okafor", "Шевченко",
    ];

    /// <summary>People of whom nothing is known: neither the contact nor the operator, and no word before them says that a name follows.</summary>
    private static readonly string[] Strangers =
    [
        "Mike", "Dolores", "Jake", "Priya", "Tyler", "Stephanie", "Megan", "Ahmed", "Yusuf", "Giulia", "Wei", "Nguyen", "Carlos", "Ethan",
        "Olivia", "Rajesh", "Agnieszka", "Heinrich", "Fatima", "Thomas", "Emily", "Connor", "Sanjay", "Juan", "Beatriz", "Søren", "Willem",
        "Garcia", "O'Brien", "Okonkwo", "Xiulan", "Szczepanski", "Smith-Jones", "Will", "Mark", "Hope", "Grace", "Bill", "May", "Dawn", "Chase",
    ];

    private static readonly string[] Domains = ["example.com", "mail.example.org", "club-golf.ca", "xn--bcher-kva.example"];

    private static readonly string[] Streets = ["Harbour Street", "Old Mill Rd", "Queen Anne Ave", "N Main St", "Portland Blvd"];

    private static readonly Gen<string> FirstName = Gen.Int[0, FirstNames.Length - 1].Select(index => FirstNames[index]);

    private static readonly Gen<string> LastName = Gen.Int[0, LastNames.Length - 1].Select(index => LastNames[index]);

    private static readonly Gen<string> Stranger = Gen.Select(Gen.Int[0, Strangers.Length - 1], Gen.Int[0, 2], (index, style) =>
        style switch { 0 => Strangers[index], 1 => Strangers[index].ToLowerInvariant(), _ => Strangers[index].ToUpperInvariant() });

    private static readonly Gen<string> Phone = Gen.Select(
        Gen.Int[0, 9], Gen.Int[100, 999], Gen.Int[100, 999], Gen.Int[1000, 9999],
        (style, area, exchange, line) => style switch
        {
            0 => $"+1{area}{exchange}{line}",
            1 => $"({area}) {exchange}-{line}",
            2 => $"{area}-{exchange}-{line}",
            3 => $"{area}.{exchange}.{line}",
            4 => $"{area} {exchange} {line}",
            5 => $"{exchange}-{line}",
            6 => $"+44 20 7{area} {line}",
            7 => $"1 {area} {exchange}\u200B {line}",
            8 => $"{area} - {exchange} - {line}",
            _ => $"{area}{exchange}{line}",
        });

    private static readonly Gen<string> Email = Gen.Select(
        Gen.Int[0, 3], Gen.Int[1, 9999], Gen.Int[0, Domains.Length - 1],
        (style, number, domain) => (style switch { 0 => "sarah.c", 1 => $"j{number}", 2 => $"a_b+{number}", _ => "ολγα" }) + "@" + Domains[domain]);

    private static readonly Gen<string> Card = Gen.Select(Gen.Int[1000, 9999], Gen.Int[1000, 9999], Gen.Int[100, 999], Gen.Int[0, 2], (a, b, c, style) =>
    {
        var digits = $"4{a % 1000:000}{a}{b}{c}";
        var check = Enumerable.Range(0, 10).First(last => Passes(digits + last));
        var full = digits + check;
        return style switch { 0 => full, 1 => $"{full[..4]} {full[4..8]} {full[8..12]} {full[12..]}", _ => $"{full[..4]}-{full[4..8]}-{full[8..12]}-{full[12..]}" };
    });

    private static readonly Gen<string> Code = Gen.Select(Gen.Int[0, 2], Gen.Int[1000, 999_999], (style, number) =>
        style switch { 0 => $"{number}#", 1 => $"{number}", _ => $"*{number}" });

    private static readonly Gen<string> Address = Gen.Select(Gen.Int[1, 9999], Gen.Int[0, Streets.Length - 1], (number, street) => $"{number} {Streets[street]}");

    /// <summary>{0} first name, {1} last name, {2} phone, {3} e-mail, {4} card, {5} code, {6} address, {7} a second name, {8} a stranger's.</summary>
    private static readonly (string Text, int[] Used)[] Questions =
    [
        ("Hi, this is {0} {1}, my number is {2}. How do I book a bay?", [0, 1, 2]),
        ("my name is {0} {1} and my email is {3}, can you resend the receipt", [0, 1, 3]),
        ("the door code {5} does not work, can you help?", [5]),
        ("I typed {5} on the keypad and nothing happens", [5]),
        ("Please charge {4} for the membership. {0}", [0, 4]),
        ("Can you deliver to {6}? call me on {2} or write to {3}", [2, 3, 6]),
        ("{0} here!! is bay 3 free at 7pm? text {2}", [0, 2]),
        ("booking is under {0} {1}, phone {2}", [0, 1, 2]),
        ("Is the screen in bay 3 supposed to be black?\n- {0} {1}", [0, 1]),
        ("can my friend {0} {1} use my pass code: {5}?", [0, 1, 5]),
        ("{8} booked bay 3 last night, can we move it?", [8]),
        ("did {8} leave his glove there? {0}", [0, 8]),
        ("bay 2 please. {8} is bringing the kids, {8}'s clubs are at yours", [8]),
    ];

    private static readonly (string Text, int[] Used)[] Answers =
    [
        ("Hi {0}, you can book any bay on our website. {7}", [0, 7]),
        ("Hello {0}! The code for the front door is {5}, it works all day.", [0, 5]),
        ("Sure {0}, we sent the receipt to {3} again. Call {2} if it does not arrive.\n- {7}", [0, 2, 3, 7]),
        ("Mr. {1}, enter {5} and push the door.", [1, 5]),
        ("Thanks {0}. We have {4} on file and {2} as your number.", [0, 2, 4]),
        ("{0}, we deliver to {6} every day before noon.", [0, 6]),
        ("{5} opens the gate. Use {5} until tomorrow, {0} {1}", [0, 1, 5]),
        ("The password is {5} and the address is {6}", [5, 6]),
        ("{8} moved you to bay 4, see you at 7", [8]),
        ("I gave {8} the key already. Bring {8} along next week!", [8]),
    ];

    public static Gen<PersonalExchange> Generator { get; } =
        from values in Gen.Select(FirstName, LastName, Phone, Email, Card)
        from code in Code
        from address in Address
        from other in FirstName
        from stranger in Stranger
        from question in Gen.Int[0, Questions.Length - 1]
        from answer in Gen.Int[0, Answers.Length - 1]
        let all = new[] { values.Item1, values.Item2, values.Item3, values.Item4, values.Item5, code, address, other, stranger }
        select new PersonalExchange(
            new AnalysisRequest
            {
                CustomerMessage = Fill(Questions[question].Text, all),
                OperatorReply = Fill(Answers[answer].Text, all),
                CustomerName = $"{values.Item1} {values.Item2}",
                OperatorName = other,
            },
            [.. Questions[question].Used.Concat(Answers[answer].Used).Distinct().Select(index => all[index])]);

    /// <returns>What can be seen of the secrets in a text; a number also without the signs between its digits.</returns>
    public IEnumerable<string> SeenIn(string text)
    {
        // The placeholders' own numbers could make up a short one.
        var digits = string.Concat(Regex.Replace(text, @"\[[A-Z]+_\d+\]", "-").Where(char.IsDigit));
        return Secrets.Where(secret =>
            Regex.IsMatch(text, $@"(?<!\p{{L}}){Regex.Escape(secret)}(?!\p{{L}})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
            || (string.Concat(secret.Where(char.IsDigit)) is { Length: >= 4 } number && digits.Contains(number, StringComparison.Ordinal)));
    }

    public override string ToString() => $"{Request.CustomerMessage} | {Request.OperatorReply} ({Request.CustomerName})";

    private static string Fill(string text, string[] values) =>
        values.Select((value, index) => (value, index)).Aggregate(text, (filled, pair) => filled.Replace($"{{{pair.index}}}", pair.value, StringComparison.Ordinal));

    private static bool Passes(string digits) =>
        digits.Reverse().Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 2)).Sum(number => number > 9 ? number - 9 : number) % 10 == 0;
}
