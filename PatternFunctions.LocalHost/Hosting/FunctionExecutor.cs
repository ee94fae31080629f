using System.Reflection;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PatternFunctions.LocalHost.Http;

namespace PatternFunctions.LocalHost.Hosting;

/// <summary>The innermost step of the pipeline: binds the parameters, calls the method, keeps what it returned.</summary>
internal static class FunctionExecutor
{
    public static async Task ExecuteAsync(FunctionContext context)
    {
        var method = context.Entry.Method;
        var arguments = method.GetParameters().Select(parameter => Bind(parameter, context)).ToArray();
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, method.DeclaringType!);
        var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        if (returned is Task task)
        {
            await task;
            returned = method.ReturnType.IsGenericType ? method.ReturnType.GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
        }

        context.Result.Value = returned;
    }

    private static object? Bind(ParameterInfo parameter, FunctionContext context) => parameter.ParameterType switch
    {
        var type when type == typeof(FunctionContext) => context,
        var type when type == typeof(CancellationToken) => context.CancellationToken,
        var type when parameter.Position == context.Entry.TriggerParameter.Position => context.Trigger switch
        {
            HttpContext http => http.Request,
            QueueMessage message => BindMessage(message, type, context.InstanceServices),
            var timer => timer,
        },
        _ => BindRouteValue(parameter, (HttpContext)context.Trigger),
    };

    private static object? BindMessage(QueueMessage message, Type type, IServiceProvider services) => type switch
    {
        _ when type == typeof(QueueMessage) => message,
        _ when type == typeof(BinaryData) => message.Body,
        _ when type == typeof(byte[]) => message.Body.ToArray(),
        _ when type == typeof(string) => message.Body.ToString(),
        _ => JsonSerializer.Deserialize(message.Body.ToMemory().Span, type, services.GetRequiredService<IOptions<JsonSerializerOptions>>().Value),
    };

    private static object? BindRouteValue(ParameterInfo parameter, HttpContext http)
    {
        if (http.GetRouteValue(parameter.Name!) is string text)
        {
            return RouteValue.Convert(text, parameter.ParameterType);
        }

        return parameter.HasDefaultValue ? parameter.DefaultValue
            : parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
                ? throw new InvalidOperationException($"The route has no value for the parameter '{parameter.Name}'.")
                : null;
    }
}
