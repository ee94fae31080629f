using System.Collections.Frozen;

namespace PatternFunctions.Conversations;

/// <summary>The single words behind <see cref="OptOut"/>.</summary>
internal static class OptOutWords
{
    /// <summary>The whole message: the carriers' words, and other languages'. In a longer text they mean something else.</summary>
    public static FrozenSet<string> Alone { get; } = Set("""
        cancel end quit revoke remove baja alto basta parar pare para sair fin ferma fermare fermati abmelden abbestellen
        desinscription desinscrire desuscribir desuscribirme desuscribirse cancelar detener arreter desabonner desabonnement arretez arrete afmelden
        cease desist exit
        """);

    /// <summary>Of those, the ones that keep their meaning beside a "please": "cancel please" is about a booking.</summary>
    public static FrozenSet<string> AloneWithPlease { get; } = Set("""
        quit revoke remove baja alto basta parar pare sair ferma abmelden desuscribir desabonner arreter detener cease
        """);

    public static FrozenSet<string> Please { get; } = Set("""
        please pls plz plss pleas plese thanks thank thx ty you u now ok me again por favor bitte merci gracias svp
        """);

    /// <summary>Beside a stop word they leave it a stop.</summary>
    public static FrozenSet<string> Fillers { get; } = Set("""
        please pls plz plss pleas plese plase thanks thank thx ty you u now ok okay just i said it this that these those all
        already immediately right away asap the me us want to would like need must kindly hi hello hey no yes and or for real
        seriously omg wtf ffs dude bro man sir maam guys yall jesus god damn fucking everything so again also my number at
        once today forever permanently text texts message messages msg msgs sms texting messaging alerts notifications spam
        spamming end quit cancel remove reply sending s sil vous plait svp bitte por favor
        """);

    public static FrozenSet<string> Start { get; } = Set("""
        start unstop resume resubscribe subscribe optin unstp unstopp startall reanudar
        """);

    private static readonly FrozenSet<string> Stop = Set("""
        stop stpo sotp tsop stp sstop stopt stpop stopo stoip stiop stio stpp dtop atop syop stol stoo st0p ztop stops stopall
        stopped stoped stap stahp stopnow stopplease stoptexting stopmessages stoptext unsub optout optsout optingout arret
        stoppen
        """);

    public static bool IsStop(string word) => Stop.Contains(word) || IsDrawnOut(word) || IsUnsubscribe(word);

    /// <summary>"sttooopp", "stopppit".</summary>
    private static bool IsDrawnOut(string word)
    {
        if (word is not ['s', ..])
        {
            return false;
        }

        var distinct = string.Concat(word.Where((letter, index) => index == 0 || letter != word[index - 1]));
        return distinct is "stop" or "stopit";
    }

    /// <summary>"unsuscribe", "unsubcribe", "unsubscribed": at most three letters off, and still an "u…".</summary>
    private static bool IsUnsubscribe(string word) =>
        word is ['u', ..] && word.Length is >= 8 and <= 14 && Distance(word, "unsubscribe") <= 3;

    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, replaced));
            }
        }

        return row[^1];
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
