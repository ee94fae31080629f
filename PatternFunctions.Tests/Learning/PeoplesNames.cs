using System.Globalization;
using Bogus;
using Bogus.Bson;
using PatternFunctions.Learning;

namespace PatternFunctions.Tests.Learning;

/// <summary>Sentences about people of whom nothing is known, and the names that must not be seen of them.</summary>
internal static class PeoplesNames
{
    /// <summary>A person stands here, but no word says so.</summary>
    public static readonly string[] Frames =
    [
        "{0} booked bay 3", "tell {0} that bay 3 is ready", "i saw {0} at the desk", "{0} is on her way!", "bay 2 please, {0} is bringing the kids",
        "thanks {0}", "did {0} leave his glove there?", "{0} wants bay 3", "can {0} come at 7", "{0} said the screen in bay 2 is black",
        "is the bay that {0} had last week free at 7pm?", "the card on file is {0}'s, please use that one", "we are two, me and {0}. is there parking?",
        "hi, {0} here, how do i book a bay", "the clubs belong to {0}", "it was {0} who paid (not me)", "please add {0} to the booking",
    ];

    /// <summary>Here a name stands, if it is a word as well.</summary>
    public static readonly string[] PersonFrames =
    [
        "{0} booked bay 3", "tell {0} that bay 3 is ready", "{0} is on her way!", "bay 2 please, {0} is bringing the kids", "thanks {0}",
        "{0} wants bay 3", "{0} said the screen in bay 2 is black", "i think {0} paid already", "ask {0} to call me back",
        "my name is {0}, how do i book a bay?", "we were there last night and {0} forgot his glove", "hi {0}, is bay 3 free?",
    ];

    /// <summary>More of them for names that hardly ever mean the word.</summary>
    public static readonly string[] LikelyFrames =
    [
        .. PersonFrames, "my friend {0} has a question", "did {0} leave his glove there?", "can {0} come at 7", "i came with {0} last week", "{0} has lost his glove", "{0}'s clubs are at yours", "{0} can't come tonight",
    ];

    /// <summary>Words as well, as every operator meets them.</summary>
    public static readonly string[] WordNames =
    [
        .. """
        will mark bill grace hope rose may june april art pat jack drew frank rob sue dawn faith joy ivy lily dean chase hunter mason carter
        cooper amber angel bailey baker brandy brooke brooks bud carol chance chuck clay cliff crystal daisy dale don eve fern fisher ford
        foster gene ginger glen grant guy hank harry hazel heather holly jade jasmine jay jean jimmy josh justice ken king lance laurel lee
        melody mercy miles nick noel olive patience patty pearl penny piper poppy porter ray reed rich rick robin rod roman ruby rusty sandy
        scarlet scott sharon sherry skip stella summer sunny taylor terry tom tony tracy troy tucker tyler victor violet wade ward warren wayne
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>In no list that the app has.</summary>
    public static readonly string[] Unlisted =
    [
        .. """
        xiulan okonkwo zhenya nwachukwu adaeze ifeoma uchenna obiageli nnamdi chukwuemeka olumide folasade temitope ayodele mbali nkosazana
        thandiwe sibusiso nokuthula zanele mthunzi wanjiru kamau otieno achieng njoroge mwangi tadesse bekele haile selam yohannes abebe
        guadalupe cuauhtemoc itzel xochitl yaretzi huitzil quispe mamani condori ayelen nahuel siddhartha venkatesh subramanian krishnamurthy
        raghunathan balasubramaniam thiruvengadam chattopadhyay mukhopadhyay bhattacharya jayawardena wickramasinghe weerasinghe gunawardene
        thanaporn siriwat kittisak nattapong somchai wannaporn suwannarat nguyet phuong thuy khanh trang quynh dzung hyunjoo eunji seojun
        minjae jiwoo kowalczyk szczepanski wojciechowska brzezinski gryzlov kuznetsova yevgeniya vyacheslav dragomir zvonimir tihomir
        gudrun sigurdur hrafnhildur ragnheidur thorsteinn o'shaughnessy o'rourke mcgillicuddy fitzgibbon macnamara d'ambrosio dell'acqua
        papadimitriou konstantinidis xenakis ozturk yildirim erdogan kilicdaroglu bagrationi saakashvili aliyev mammadov nazarbayev
        iosefa tuimavave fa'amoana kealoha keanu kahananui leilani'ilima whetu ngaire aroha
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    /// <summary>Given names and surnames of every country that Bogus has, also of those whose lists the app does not use.</summary>
    public static IReadOnlyList<string> OfAllCountries { get; } =
    [
        .. (from locale in Database.GetAllLocales()
            from list in new[] { "first_name", "male_first_name", "female_first_name", "last_name", "male_last_name", "female_last_name" }
            where Database.HasKey("name", list, locale, null)
            from name in Database.Get("name", list, locale, null) is BArray names ? Enumerable.Range(0, names.Count).Select(index => names[index].StringValue) : []
            where name.Length > 1 && name.All(letter => char.IsLower(letter) || char.IsUpper(letter))
            select name.ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal),
    ];

    public static bool IsWord(string name) => EnglishWords.Contains(name);

    /// <summary>In small letters, as a careful person writes it, and in capitals.</summary>
    public static string Sentence(string frame, string name, int style) => style switch
    {
        0 => frame.Replace("{0}", name, StringComparison.Ordinal),
        1 => Capital(frame.Replace("{0}", Capital(name), StringComparison.Ordinal)),
        _ => frame.Replace("{0}", name, StringComparison.Ordinal).ToUpperInvariant(),
    };

    private static string Capital(string text) => string.Concat(text[..1].ToUpper(CultureInfo.InvariantCulture), text[1..]);
}
