using MediatR;
using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Features.Pipeline;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Sealing;
using OneWindow.Domain.Access;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Sessions;

/// <summary>Proves who somebody is. The endpoint makes a token of the answer, the page a cookie.</summary>
internal sealed record SignIn(string? UserName, string? Password) : ICommand<Caller>, IValidate
{
    private const int MaxLength = 200;

    public void Validate(Findings findings)
    {
        Check(findings, "userName", UserName);
        Check(findings, "password", Password);
    }

    // Keeps the password out of logs and traces.
    public override string ToString() => $"{nameof(SignIn)} {{ UserName = {UserName} }}";

    private static void Check(Findings findings, string field, string? value)
    {
        if (string.IsNullOrEmpty(value)) findings.Add(field, "请填写。(Enter something here.)");
        else if (value.Length > MaxLength) findings.Add(field, $"最多 {MaxLength} 个字。(At most {MaxLength} characters.)");
    }
}

internal sealed class SignInHandler(OneWindowDb db, AttemptGuard guard, PasswordCheck passwords) : IRequestHandler<SignIn, Caller>
{
    public async Task<Caller> Handle(SignIn request, CancellationToken cancellationToken)
    {
        var userName = request.UserName!.Trim().ToLowerInvariant();
        var door = new AttemptDoor(IndexKinds.SignIn, userName);
        var wrong = await guard.EnterAsync([door], cancellationToken);
        var account = await db.Accounts.AsNoTracking().Include(a => a.Posts)
            .SingleOrDefaultAsync(a => a.UserName == userName, cancellationToken);
        if (!passwords.IsRight(account, request.Password!))
        {
            await guard.FailAsync(wrong, [door], cancellationToken);
            throw AccessErrors.WrongCredentials();
        }

        await guard.SucceedAsync(wrong, door, cancellationToken);
        return account!.ToCaller();
    }
}
