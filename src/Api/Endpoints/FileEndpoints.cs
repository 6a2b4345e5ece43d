using MediatR;
using Microsoft.Net.Http.Headers;
using OneWindow.Api.Features.Files;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Features.Tracking;
using OneWindow.Api.Hosting;

namespace OneWindow.Api.Endpoints;

internal static class FileEndpoints
{
    private const string FormType = "multipart/form-data";

    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/api/cases/{number}/files").RequireAuthorization().WithTags("files").ProducesProblem(401).ProducesProblem(404);
        files.MapPost("", Attach).Accepts<AttachBody>(FormType).Produces<AttachedFiles>().ProducesProblem(400).ProducesProblem(409).ProducesProblem(413);
        files.MapGet("", List);
        files.MapGet("/{id:guid}", Download).Produces(200).Produces(206).Produces(304);
        files.MapDelete("/{id:guid}", Remove).ProducesProblem(409);
        app.MapPost("/api/track/{number}/files", AttachAsked).AllowAnonymous().WithTags("track").Accepts<AttachAskedBody>(FormType)
            .Produces<TrackView>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(429);
    }

    private static async Task<AttachedFiles> Attach(string number, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        await using var uploads = (await MultipartForm.ReadAsync(request, ct)).Uploads;
        return await mediator.Send(new AttachFiles(number, uploads), ct);
    }

    private static async Task<TrackView> AttachAsked(string number, HttpRequest request, IMediator mediator, CancellationToken ct)
    {
        var form = await MultipartForm.ReadAsync(request, ct);
        await using var uploads = form.Uploads;
        // One paper a request: it is taken whole, or the whole request is refused.
        return (await mediator.Send(new AttachAskedFiles(number, form.Text("tail"), uploads), ct)).View;
    }

    private static Task<Page<FileView>> List(string number, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ListFiles(number), ct);

    /// <param name="view">Shows in the browser what a browser shows by itself; everything else is saved.</param>
    private static async Task<IResult> Download(string number, Guid id, bool? view, HttpResponse response, IMediator mediator, CancellationToken ct)
    {
        var file = await mediator.Send(new OpenFile(number, id), ct);
        var disposition = new ContentDispositionHeaderValue(view is true && file.Viewable ? "inline" : "attachment");
        if (view is true && file.Viewable) SecureHeaders.AllowFrame(response.HttpContext);
        disposition.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = disposition.ToString();
        return TypedResults.Stream(file.Content, file.MediaType, entityTag: new EntityTagHeaderValue($"\"{file.Checksum}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> Remove(string number, Guid id, IMediator mediator, CancellationToken ct)
    {
        await mediator.Send(new RemoveFile(number, id), ct);
        return TypedResults.NoContent();
    }
}

/// <summary>The form of an upload, for its description alone: it is read as it arrives.</summary>
internal sealed record AttachBody(string? Material, IFormFile File);

/// <summary>The form of a resident's upload, for its description alone.</summary>
internal sealed record AttachAskedBody(string Tail, string Material, IFormFile File);
