using OneWindow.Api.Features.Messages.Channels;
using OneWindow.Api.Features.Messages.Settings;
using OneWindow.Domain.Errors;

namespace OneWindow.Api.Features.Messages.Webhooks;

/// <summary>What an address must be like that cases are told to. Where a name leads is looked at when it is connected to.</summary>
internal static class WebhookUrl
{
    private const int MaxLength = 1000;

    public static void Check(string? text, string field, MessageSettings settings, Findings findings)
    {
        if (text is null || text.Length > MaxLength || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            findings.Add(field, "请填写完整的网址。(A whole address is required.)");
        else if (uri.Scheme == "http" && !settings.AllowHttp) findings.Add(field, "网址应以 https:// 开头。(The address must begin with https://.)");
        else if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0) findings.Add(field, "网址不能含用户名、密码或片段。(No user, password or fragment.)");
        else if (!settings.AllowPrivate && NetworkAddresses.IsOwn(uri.Host)) findings.Add(field, "不能使用内部网络的地址。(Addresses of private networks are not allowed.)");
    }
}
