using System.Text;
using System.Text.RegularExpressions;

namespace PatternFunctions.Learning;

/// <summary>
/// Texts that speak to the model instead of to a person. No list of this kind is complete: what really protects is that
/// texts travel as data and that nothing is accepted which the operator did not write.
/// </summary>
internal static partial class HostileText
{
    /// <returns>Where it begins and how long it is; null in an ordinary text.</returns>
    public static (int Start, int Length)? Find(string text)
    {
        foreach (var pattern in new[] { MarkerPattern(), OrderPattern(), RolePattern(), FieldPattern(), TranslatedPattern() })
        {
            if (pattern.Match(text) is { Success: true } match)
            {
                return (match.Index, match.Length);
            }
        }

        // The same words in full-width letters, or with something unseen between them.
        var plain = HiddenCharacters.Remove(text).Normalize(NormalizationForm.FormKC);
        return plain != text && Find(plain) is not null ? (0, text.Length) : null;
    }

    [GeneratedRegex(@"<\|[^|]{0,40}\|?>?|\[/?INST\]|<</?SYS>>|</?\s*(?:system|assistant|user|human|instructions?|prompt|developer|tool)\b[^>]{0,40}>|```|^\s*\#{2,}\s*\w+|\#{3,}\s*\w+|(?:^|[\n""'\[(.!?])\s*(?:system|assistant|developer|human|ai|chatgpt|gpt)\s*[:>\]]|\bBEGIN\s+(?:SYSTEM|PROMPT|INSTRUCTIONS?)\b|\bEND\s+OF\s+(?:PROMPT|INSTRUCTIONS?|INPUT|CONVERSATION)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex MarkerPattern();

    [GeneratedRegex(@"\b(?:ignore|disregard|forget|override|bypass|discard|skip)\s+(?:\w+\s+){0,4}(?:instructions?|rules?|prompts?|guidelines|training|restrictions|directions|everything\s+(?:above|before)|(?:all|what)\s+(?:of\s+)?the\s+above|previous\s+messages?)\b|\b(?:new|updated|real|actual|following|hidden|secret|original|initial)\s+(?:system\s+)?instructions?\b|\b(?:reveal|print|repeat|show|output|leak|display|tell\s+me)\s+(?:\w+\s+){0,3}(?:system\s+)?(?:prompt|instructions)\b|\b(?:respond|reply|answer|output)\s+(?:only\s+)?(?:with|in|as)\s+(?:the\s+following\s+)?json\b|\bfrom\s+now\s+on,?\s+(?:you|every|all|always|answer|reply)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"\b(?:you\s+are|you['’]re|act\s+as|pretend\s+(?:to\s+be|you\s+are|you['’]re)|roleplay\s+as|behave\s+(?:like|as))\s+(?:now\s+)?(?:an?\s+|the\s+|my\s+)?(?:\w+\s+){0,2}(?:chatgpt|gpt\S*|language\s+model|llm|ai|dan|assistant|chatbot|bot|jailb\w+|unrestricted|admin(?:istrator)?|root|developer)\b|\bas\s+an?\s+(?:ai|language\s+model|llm)\b|\b(?:system|developer|initial)\s+(?:prompt|message|mode)\b|\bprompt\s+injection\b|\bjailbreak|\bdo\s+anything\s+now\b|\b(?:developer|god|debug|admin|sudo|dan)\s+mode\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RolePattern();

    [GeneratedRegex(@"\b(?:response_template|pattern_type|canonical_question|required_actions|auto_executable|confidence_score|is_active|is_reusable|requires_confirmation|response_format|tool_calls?)\b|""(?:role|content|reusable|template|messages)""\s*:|\{\s*""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FieldPattern();

    [GeneratedRegex(@"\b(?:ignora|ignorez|ignore|oublie[zr]?|olvida|vergiss|ignorier\w*|negeer|dimentica|esque[cç]a)\s+(?:\w+\s+){0,4}(?:instrucciones|instructions|instruções|instrucoes|istruzioni|anweisungen|instructies|regeln|reglas|règles|regole|regras)\b|игнорируй\w*\s+(?:\w+\s+){0,3}инструкци|忽略.{0,8}(?:指令|指示|说明)|指示を無視", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TranslatedPattern();
}
