using PatternFunctions.Learning;
using Xunit.Abstractions;

namespace PatternFunctions.Tests.Learning;

public sealed class LabelledPairTests(ITestOutputHelper output)
{
    [Fact]
    public async Task The_built_in_rules_get_most_of_the_labelled_pairs_right()
    {
        var report = await LabelledPairReport.OfAsync(new RuleBasedAnalyser(), LabelledPair.All, CancellationToken.None);

        output.WriteLine(report.ToString());
        Assert.Equal(60, report.Pairs);
        Assert.True(report.ReusableRight >= 56, report.ToString());
        Assert.True(report.TypeRight >= 44, report.ToString());
        Assert.True(report.VariablesRight >= 44, report.ToString());
    }
}
