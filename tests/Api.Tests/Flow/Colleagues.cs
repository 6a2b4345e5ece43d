using Microsoft.EntityFrameworkCore;
using OneWindow.Api.Tests.Hosting;
using OneWindow.Domain.Access;

namespace OneWindow.Api.Tests.Flow;

/// <summary>People whom the demonstration does not have: several of one post, and some of several posts.</summary>
internal static class Colleagues
{
    /// <summary>Adds somebody who signs in like everybody else; adding the same name again changes nothing.</summary>
    /// <param name="posts">Texts such as "trade-union.approver".</param>
    public static Task<string> AddAsync(ApiFactory api, string userName, params string[] posts) => api.WithDbAsync(async db =>
    {
        if (await db.Accounts.AnyAsync(a => a.UserName == userName, Answers.Ct)) return userName;
        var hash = (await db.Accounts.SingleAsync(a => a.UserName == "window", Answers.Ct)).PasswordHash;
        var account = new Account(userName, userName, hash, [], null);
        foreach (var post in posts.Select(Post.Parse)) account.With(post.Body, post.Role);
        db.Accounts.Add(account);
        await db.SaveChangesAsync(Answers.Ct);
        return userName;
    });

    /// <summary>User names of those who may decide an open task.</summary>
    public static List<string?> CandidatesOf(System.Text.Json.JsonElement task) =>
        [.. task.GetProperty("candidateUsers").EnumerateArray().Select(u => u.GetString())];
}
