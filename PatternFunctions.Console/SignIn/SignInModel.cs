namespace PatternFunctions.WebConsole.SignIn;

/// <param name="Return">Where to go afterwards; a path of the console's.</param>
/// <param name="Problem">Why the last attempt did not succeed.</param>
public sealed record SignInModel(string? Return, string? Problem);
