namespace PatternFunctions.WebConsole.SignIn;

/// <param name="Return">Where to go afterwards; a path of the console's.</param>
/// <param name="Problem">Why the last attempt did not succeed.</param>
/// <param name="Entra">Where people sign in with their own account; null if that is not configured.</param>
public sealed record SignInModel(string? Return, string? Problem, string? Entra);
