using PatternFunctions.Access;

namespace PatternFunctions.WebConsole;

/// <summary>Somebody who comes back from Entra ID.</summary>
/// <param name="Caller">Null for one who is not let in.</param>
/// <param name="Back">Where they were going.</param>
/// <param name="Problem">Why they are not let in.</param>
public sealed record EntraReturn(Caller? Caller, string? Back, string? Problem, int Status)
{
    public static EntraReturn Not(string problem, int status) => new(Caller: null, Back: null, problem, status);
}
