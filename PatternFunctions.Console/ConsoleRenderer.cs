using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;

namespace PatternFunctions.WebConsole;

/// <summary>Renders pages to HTML. Everything that is not markup of ours is escaped.</summary>
public sealed class ConsoleRenderer(IServiceProvider services, ILoggerFactory loggers)
{
    public async Task<string> RenderAsync<TPage, TModel>(Shell shell, TModel model)
        where TPage : ConsolePage<TModel>
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(ConsolePage<TModel>.Shell)] = shell,
                [nameof(ConsolePage<TModel>.Model)] = model,
            }));
            return page.ToHtmlString();
        });
    }
}
