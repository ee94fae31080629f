using System.Reflection;
using System.Runtime.CompilerServices;

namespace PatternFunctions.LocalHost;

public static class FunctionsApplication
{
    /// <summary>A builder for the functions of the assembly that calls.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => CreateBuilder(args, Assembly.GetCallingAssembly());

    /// <summary>A builder for the functions of another assembly.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args, Assembly functions) =>
        new(args, functions.GetName().Name!, functions.GetTypes());

    /// <summary>A builder for just these classes; for tests.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args, params Type[] functions) =>
        new(args, functions[0].Assembly.GetName().Name!, functions);
}
