using System.Text.Json.Serialization;
using MediatR;
using OneWindow.Api.Features.Forecasts;
using OneWindow.Api.Features.Letters;
using OneWindow.Api.Features.Matters;
using OneWindow.Api.Features.Aftercare;
using OneWindow.Api.Features.Pictures;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Domain.Cases;

namespace OneWindow.Api.Features.Tracking;

/// <summary>A resident looks after a case with its number and the last four digits of the phone that was given.</summary>
/// <param name="Drawn">With the picture, which only the page shows.</param>
internal sealed record TrackCase(string? Number, string? Tail, bool Drawn = false) : ICommand<TrackView>;

/// <summary>A case in plain words, without anything that tells who it is about and without inner codes.</summary>
/// <param name="Stage">Where it is.</param>
/// <param name="NextStep">What happens now and who does it; null once closed.</param>
/// <param name="DueOn">Last local day of the case's limit; null while paused and without a limit.</param>
/// <param name="Asked">What the resident must do; null for nothing.</param>
/// <param name="Progress">The steps that are behind the case, in order.</param>
/// <param name="Messages">Newest first.</param>
internal sealed record TrackView(
    string Number, string ServiceName, string ServiceNameEn, CaseStatus Status, string? Stage, string? StageEn,
    NextStepView? NextStep, DateOnly? DueOn, bool Paused, AskedView? Asked, IReadOnlyList<PassedStepView> Progress, string? ResultName, string? ResultNameEn,
    DateTimeOffset RegisteredAt, DateTimeOffset? ClosedAt, IReadOnlyList<TrackMessage> Messages,
    ContactView Contact)
{
    /// <summary>The picture that the page shows; other software reads the steps, and has none drawn.</summary>
    [JsonIgnore]
    public CasePicture? Picture { get; init; }

    /// <summary>The year whose holidays must be published before <see cref="DueOn"/> is certain; null where it is.</summary>
    public int? ProvisionalYear { get; init; }

    /// <summary>How the resident has rated it; null while nobody has.</summary>
    public GivenRating? Rating { get; init; }

    /// <summary>Why it is where it is, in one sentence without inner words; null once closed.</summary>
    public string? Why { get; init; }

    public string? WhyEn { get; init; }

    /// <summary>When it will probably be closed, by experience; null once closed and where too little is known.</summary>
    public CaseForecast? Forecast { get; init; }

    /// <summary>What was printed; the letters' own text stays between the body and the applicant.</summary>
    public IReadOnlyList<TrackedLetter> Letters { get; init; } = [];

    /// <summary>Objections, oldest first.</summary>
    public IReadOnlyList<ObjectionView> Objections { get; init; } = [];

    /// <summary>The matter (一件事) that this is a part of; null where it stands alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MatterView? Matter { get; init; }

    /// <summary>The services of a matter, each with its own number; null for a case of one service.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PartView>? Parts { get; init; }

    /// <summary>The last day on which the resident may object; null where that is not or no longer possible.</summary>
    public DateOnly? ObjectUntil { get; init; }

    /// <summary>What may be sent although nothing waits for it; empty where <see cref="Asked"/> says what is awaited.</summary>
    public IReadOnlyList<AskedMaterial> MaySend { get; init; } = [];

    /// <summary>Whether the resident may take the request back from here.</summary>
    public bool MayWithdraw { get; init; }
}

/// <summary>The window that took the request in stays the contact from beginning to end (首问负责).</summary>
/// <param name="Phone">Null where none is configured.</param>
internal sealed record ContactView(string Name, string NameEn, string? Phone);

/// <param name="ProvisionalYear">As in <see cref="TrackView.ProvisionalYear"/>, of this date.</param>
internal sealed record NextStepView(string Text, string TextEn, string Body, string BodyEn, DateOnly? DueOn, int? ProvisionalYear);

/// <summary>What the resident was told, by whatever channel.</summary>
internal sealed record TrackMessage(string Text, string TextEn, DateTimeOffset At)
{
    /// <summary>Keys of the channels by which it has arrived, beside this page: sms, email.</summary>
    public IReadOnlyList<string> Arrived { get; init; } = [];

    /// <summary>Whether a channel was tried and given up.</summary>
    public bool IsLost { get; init; }
}

/// <summary>A step that is done, without who did it and how it was decided.</summary>
internal sealed record PassedStepView(string Text, string TextEn, DateTimeOffset At);

internal sealed record AskedView(
    string Text, string TextEn, IReadOnlyList<AskedMaterial> Materials, DateOnly? Until, string Where, string WhereEn);

/// <param name="Key">By which a file for it is sent.</param>
internal sealed record AskedMaterial(string Key, string Name, string? NameEn)
{
    /// <summary>What it must be like; null for nothing to say.</summary>
    public string? Needs { get; init; }

    public string? NeedsEn { get; init; }

    /// <summary>The last day for which it was promised; null where it was not.</summary>
    public DateOnly? Until { get; init; }
}

internal sealed class TrackCaseHandler(TrackDoor door, TrackViewBuilder views) : IRequestHandler<TrackCase, TrackView>
{
    public async Task<TrackView> Handle(TrackCase request, CancellationToken cancellationToken) =>
        await views.BuildAsync(await door.EnterAsync(request.Number, request.Tail, cancellationToken), request.Drawn, cancellationToken);
}
