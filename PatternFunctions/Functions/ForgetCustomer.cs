using Microsoft.AspNetCore.Http;
using PatternFunctions.Access;
using PatternFunctions.Conversations;
using PatternFunctions.OpenPhone;

namespace PatternFunctions.Functions;

public sealed class ForgetCustomer(CustomerForgetting forgetting)
{
    [Function(nameof(ForgetCustomer))]
    [Requires(Role.Admin)]
    [Operation("Erases a person everywhere and leaves the counts", Answer = typeof(ForgottenCustomer), Problems = ["400 invalid"])]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/customers/{phone}")] HttpRequest request, string phone,
        CancellationToken cancellationToken) =>
        PhoneNumber.Canonicalise(phone) is var number && PhoneNumber.IsE164(number)
            ? TypedResults.Json(await forgetting.ForgetAsync(number, Caller.Of(request), cancellationToken), ConversationsJson.Default.ForgottenCustomer)
            : Problems.Invalid("That is no phone number, such as +15555550123.");
}
