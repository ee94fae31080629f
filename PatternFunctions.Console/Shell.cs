namespace PatternFunctions.WebConsole;

/// <summary>What every page shows around its own content. Times are UTC; people see them in <see cref="Zone"/>.</summary>
public sealed record Shell
{
    /// <summary>Goes with every form, so that no other site can send one.</summary>
    public required string AntiforgeryToken { get; init; }

    /// <summary>Null before signing in.</summary>
    public Viewer? Viewer { get; init; }

    public SystemState System { get; init; } = SystemState.Off;

    /// <summary>Questions that wait for an operator.</summary>
    public int Waiting { get; init; }

    /// <summary>Dead letters that nobody has replayed.</summary>
    public int DeadLetters { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The business's.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>light, dark, or auto for the device's own.</summary>
    public string Theme { get; init; } = "auto";

    /// <summary>What has just been done.</summary>
    public string? Notice { get; init; }

    /// <summary>Why what was asked for was not done.</summary>
    public string? Problem { get; init; }

    /// <summary>Of the page, for the forms that lead back to it.</summary>
    public string Path { get; init; } = Link.Home;
}

public sealed record Viewer(string Name, bool IsAdmin);

/// <summary>What the switches come to.</summary>
public enum SystemState
{
    /// <summary>Nothing is kept.</summary>
    Off,

    /// <summary>Everything is decided, nothing is done.</summary>
    Shadow,

    /// <summary>The kill switch is on: operators decide, nothing goes out by itself.</summary>
    Held,

    Live,
}

/// <summary>Where a page belongs in the navigation.</summary>
public enum Section
{
    None,
    Start,
    Queue,
    Activity,
    Patterns,
    Insights,
    Imports,
    Facts,
    Settings,
    Keys,
    Audit,
    DeadLetters,
    Menu,
}
