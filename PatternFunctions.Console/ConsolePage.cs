using Microsoft.AspNetCore.Components;

namespace PatternFunctions.WebConsole;

/// <summary>A whole page: the frame and what is in it.</summary>
public abstract class ConsolePage<TModel> : ComponentBase
{
    [Parameter]
    public required Shell Shell { get; set; }

    [Parameter]
    public required TModel Model { get; set; }
}
