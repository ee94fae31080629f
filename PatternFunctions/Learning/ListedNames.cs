using System.Collections.Frozen;
using Bogus;
using Bogus.Bson;

namespace PatternFunctions.Learning;

/// <summary>Names of the countries whose people text a business in Latin letters, in any case of letters.</summary>
internal static class ListedNames
{
    private const int ShortestLength = 3;

    private static readonly string[] Locales =
    [
        "en", "en_AU", "en_IND", "en_NG", "en_ZA", "es", "es_MX", "fr", "de", "de_CH", "it", "pt_BR", "pt_PT", "pl", "cz", "sk", "hr", "ro", "lv", "tr", "nl", "nb_NO", "sv", "fi",
    ];

    private static readonly string[] GivenNames = ["first_name", "male_first_name", "female_first_name"];

    private static readonly string[] Surnames = ["last_name", "male_last_name", "female_last_name"];

    /// <summary>Frequent, and in none of the lists.</summary>
    private const string More = """
        heinrich rajesh ramesh suresh mahesh ganesh dinesh mukesh rakesh naresh anil sunil rahul rohit amit sumit ankit nikhil
        akash vikram vikas vijay sanjay ajay manoj deepak prakash ashok arjun karthik harish girish ravi kiran mohan
        gopal krishna arun varun tarun pankaj neeraj sachin gaurav abhishek aditya siddharth pranav priya pooja neha
        swati kavita sunita anita sangeeta lakshmi divya deepika shreya ananya aishwarya sneha nisha meera radha
        harpreet gurpreet manpreet jaspreet simran balwinder sukhdeep mohammad mohamed muhammad ahmad ahmed mahmoud
        mustafa hassan hussein hussain ibrahim ismail youssef yousef yusuf khalid omar osama tariq bilal hamza karim
        rashid samir nabil walid faisal abdullah abdul fatima fatma khadija maryam zainab amina layla leila noor
        yasmin salma rania søren jørgen bjørn håkon øyvind åse lars anders magnus henrik mikkel rasmus jesper niels
        torben kjell sven björn göran håkan åsa mikael jukka matti pekka juha timo antti heikki päivi wei ming jing
        xin hui ling xiao yong qiang jian hong zhang huang zhao chen yang liu linh minh huong tuan nguyen tran pham
        hoang nguyễn trần phạm hyun yuki kenji hiroshi takeshi akira haruto sakura yumi naoko dmitri dmitry sergei
        sergey alexei vladimir nikolai mikhail igor oleg yuri anastasia ekaterina tatiana svetlana olga oksana bogdan
        kwame kofi kwabena akua chidi emeka ngozi chinedu adebayo tunde babatunde oluwaseun thabo sipho nomsa tendai
        mateo xavi thiago joão josé luís inês gonçalo tomás
        smith lee martin martins miller wright walker turner cooper freeman griffin chandler newton rogers peters johns lynch
        levy stein berg shah khan cox barrios lopes wang chang chan wong lim kang chung cho kidd odom carr webb shaw patel singh kaur
        abbott barrow bowers browning carver chamberlain crouch davenport downs finch fink fuller gibbons gill goldsmith gore graves
        grimes groves hanks hart hays helms hickey hicks hogan holder huff hull lam leach madden manning mayo mead meadows nix
        parsons pate peck proctor ricks roach roe sanders sawyer sears sexton shearer shields singleton snider staples stark
        steward stiles swain trotter underwood watts weir whitehead wilder woody
        """;

    /// <summary>Also those that are words: see <see cref="CommonWords.AlsoNames"/>. Source: the lists of the package Bogus.</summary>
    public static FrozenSet<string> All { get; } =
        Read(GivenNames).Concat(Read(Surnames).Where(name => EnglishWords.ArePresent && !EnglishWords.Contains(name.ToLowerInvariant())))
            .Concat(More.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that are words besides: "bell", "brooks", "amber". A name where nothing but a person can stand.</summary>
    public static FrozenSet<string> AlsoWords { get; } =
        Read(GivenNames).Concat(Read(Surnames)).Where(name => EnglishWords.Contains(name.ToLowerInvariant()) && !CommonWords.Stop.Contains(name.ToLowerInvariant()))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Read(string[] lists) =>
        Locales.SelectMany(locale => lists.SelectMany(list => Read(locale, list))).Where(name => name.Length >= ShortestLength);

    /// <returns>Empty where a country has no such list.</returns>
    private static IEnumerable<string> Read(string locale, string list) =>
        Database.HasKey("name", list, locale, null) && Database.Get("name", list, locale, null) is BArray names
            ? Enumerable.Range(0, names.Count).Select(index => names[index].StringValue)
            : [];
}
