using PatternFunctions.Settings;
using PhoneNumbers;

namespace PatternFunctions.Conversations;

/// <summary>The clock at a customer's place, as far as the number tells it.</summary>
public static class CustomerClock
{
    /// <summary>More zones say no more than the country, as those of a toll-free number in North America do.</summary>
    private const int MaxZones = 5;

    /// <summary>
    /// A number may belong to several zones; then the time is taken that lies within the quiet hours, if one does.
    /// </summary>
    /// <remarks>
    /// A number that is not in E.164 tells nothing; then the business's zone is taken. So it is where no hours are quiet, and
    /// nobody asks.
    /// </remarks>
    public static TimeOnly Read(string? phone, LearningConfig config, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(config);
        var quiet = config.QuietHours;
        var times = (quiet is null ? [] : ZonesOf(phone)).DefaultIfEmpty(config.TimeZone)
            .Select(zone => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime)).ToList();
        return times.Where(time => quiet?.Contains(time) == true).Concat(times).First();
    }

    /// <returns>Empty if the number does not tell.</returns>
    private static TimeZoneInfo[] ZonesOf(string? phone)
    {
        try
        {
            var number = PhoneNumberUtil.GetInstance().Parse(phone, defaultRegion: null);
            TimeZoneInfo[] zones = [.. PhoneNumberToTimeZonesMapper.GetInstance().GetTimeZonesForNumber(number)
                .Select(name => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null)
                .OfType<TimeZoneInfo>()];
            return zones.Length <= MaxZones ? zones : [];
        }
        catch (NumberParseException)
        {
            return [];
        }
    }
}
