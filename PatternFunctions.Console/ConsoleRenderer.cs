using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace PatternFunctions.WebConsole;

/// <summary>Renders pages to HTML. Everything that is not markup of ours is escaped.</summary>
public sealed class ConsoleRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    public Task<string> RenderAsync<TPage, TModel>(Shell shell, TModel model)
        where TPage : ConsolePage<TModel> =>
        RenderAsync<TPage>(new()
        {
            [nameof(ConsolePage<TModel>.Shell)] = shell,
            [nameof(ConsolePage<TModel>.Model)] = model,
        });

    /// <summary>A page without the console round it.</summary>
    public async Task<string> RenderAsync<TPage>(Dictionary<string, object?> parameters)
        where TPage : IComponent
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
