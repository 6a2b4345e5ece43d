namespace OneWindow.Api.Hosting;

/// <summary>What a refusal says to people. Refusals carry their Chinese text; here is the English one, by code.</summary>
internal static class RefusalTexts
{
    private static readonly Dictionary<string, (string Zh, string En)> Texts = new(StringComparer.Ordinal)
    {
        ["unauthenticated"] = ("请先登录。", "Please sign in first."),
        ["credentials-wrong"] = ("用户名或密码不对。", "User name or password is wrong."),
        ["too-many-attempts"] = ("尝试次数过多，请一分钟后再试。", "Too many attempts. Try again in a minute."),
        ["forbidden"] = ("您没有这项权限。", "You are not allowed to do this."),
        ["not-found"] = ("没有这个内容。", "There is no such thing."),
        ["method-not-allowed"] = ("此地址不支持这种请求方式。", "This address does not take that method."),
        ["media-type-unsupported"] = ("此地址不接收这种格式的内容。", "The request body is of a kind that is not taken here."),
        ["request-too-large"] = ("请求内容过大。", "The request is too large."),
        ["json-invalid"] = ("请求内容不是有效的 JSON。", "The request body is not valid JSON."),
        ["request-invalid"] = ("请求有误。", "The request is not valid."),
        ["cursor-invalid"] = ("分页标记无效。", "The cursor is not valid."),
        ["internal-error"] = ("系统出错，请稍后再试。", "Something went wrong. Please try again later."),
        ["storage-unavailable"] = ("数据库暂时不可用，请稍后再试；重复提交不会重复办理。", "The database is not available. Please try again; sending it again does nothing twice."),
        ["stale-version"] = ("内容已被他人更新，请刷新后再试。", "Somebody else has changed this. Reload and try again."),
        ["case-not-found"] = ("没有这个办件。", "There is no such case."),
        ["case-closed"] = ("办件已办结。", "The case is closed."),
        ["case-not-closed"] = ("办件尚未办结。", "The case is not closed."),
        ["track-not-found"] = ("办件编号或手机尾号不对。", "The case number or the phone's last digits are wrong."),
        ["material-unknown"] = ("办件没有这项材料。", "The case has no such material."),
        ["file-not-found"] = ("没有这个文件。", "There is no such file."),
        ["file-unavailable"] = ("文件内容暂时无法读取，请联系管理员。", "The file's content cannot be read at present. Tell the administrator."),
        ["file-required"] = ("请选择文件。", "Choose a file."),
        ["file-empty"] = ("文件是空的。", "The file is empty."),
        ["file-too-large"] = ("文件过大。", "The file is too large."),
        ["files-too-many"] = ("一次上传的文件过多。", "Too many files at a time."),
        ["case-files-full"] = ("办件的文件总量过大。", "The case's files are too large together."),
        ["file-type-refused"] = ("不能接收这种文件。", "Files of this kind are not taken."),
        ["file-type-mismatch"] = ("文件内容与文件名不符。", "The file's content is not what its name says."),
        ["file-damaged"] = ("文件不完整或已损坏。", "The file is incomplete or damaged."),
        ["image-too-large"] = ("图片的长宽过大。", "The picture has too many pixels."),
        ["upload-invalid"] = ("上传内容不完整，请重试。", "The upload is incomplete or not a multipart form. Try again."),
        ["material-not-asked"] = ("这项材料现在不需要补交。", "This material is not asked for now."),
        ["reason-required"] = ("请写明理由。", "A reason is required."),
        ["message-not-found"] = ("没有这条消息。", "There is no such message."),
        ["message-not-parked"] = ("消息已送达，或正在等待下次发送。", "The message has arrived, or waits for its next try."),
        ["webhook-not-found"] = ("没有这个订阅。", "There is no such subscription."),
        ["partner-not-found"] = ("没有这个协作单位。", "There is no such partner."),
        ["partner-exists"] = ("这个协作单位代码已被使用。", "There is a partner of this code already."),
        ["signature-invalid"] = ("签名无效。", "The signature is not valid."),
        ["signature-expired"] = ("签名时间与服务器时间相差过大，请校准时钟后重新签名。", "The signature's time is too far from the server's; set the clock right and sign again."),
        ["nothing-waits"] = ("没有等待贵单位答复的办件或事件。", "Nothing waits for your answer or event."),
        ["rating-final"] = ("评价已过可修改的期限。", "The time in which the rating could be changed is over."),
        ["rating-own-work"] = ("您经办过这个办件，不能处理对它的差评。", "You worked on this case and cannot look into its rating."),
        ["double-aid"] = ("同一事由已由其他单位救助。", "Another body has aided the applicant for the same cause."),
        ["grant-over-cap"] = ("超过补助上限。", "The grant is over its cap."),
        ["grant-over-budget"] = ("超出本单位预算。", "The grant is over the body's budget."),
        ["grant-undecided"] = ("救助须经决定，不能在登记时发放。", "Aid is granted by a decision, not by registering."),
        ["letter-not-found"] = ("没有这份文书。", "There is no such letter."),
        ["objection-not-offered"] = ("对这个结果不能在这里提出异议。", "This result cannot be objected to here."),
        ["objection-too-late"] = ("提出异议的期限已过。", "The time to object is over."),
        ["objection-filed"] = ("已经提出过异议。", "There is an objection already."),
        ["objection-own-work"] = ("您经办过这个办件，不能处理对它的异议。", "You worked on this case and cannot decide on the objection."),
        ["reopen-not-offered"] = ("这个事项的这种结果不能重新办理。", "A case with this result is not opened again."),
        ["reopen-too-late"] = ("可以重新办理的期限已过。", "The time in which the case could be opened again is over."),
        ["reopen-target-unknown"] = ("办件没有经过规定的环节，不能从那里重新办理。", "The case has not been at the step at which it would go on."),
        ["task-not-found"] = ("没有这项任务。", "There is no such task."),
        ["task-already-decided"] = ("这项任务已经办结。", "This task has been decided already."),
        ["task-not-yours"] = ("这项任务不属于您的岗位。", "This task belongs to another post."),
        ["task-claimed-by-other"] = ("这项任务已由他人领取。", "Somebody else holds this task."),
        ["task-not-claimed"] = ("这项任务尚未领取。", "Nobody holds this task."),
        ["outcome-unknown"] = ("没有这个办理结果。", "The task has no such outcome."),
        ["opinion-required"] = ("请填写意见或理由。", "An opinion or reason is required."),
        ["bookmark-gone"] = ("这一步已经不在等待办理。", "This step no longer waits."),
        ["workflow-ended"] = ("办件的流程已经结束。", "The case's workflow has ended."),
        ["workflow-unknown"] = ("没有这个已发布的流程。", "There is no such published workflow."),
        ["workflows-too-deep"] = ("流程互相启动的层数太多。", "Workflows start each other too many levels deep."),
        ["incident-not-found"] = ("没有这个流程异常。", "There is no such incident."),
        ["retry-not-here"] = ("出错的容器不能从头重试；请跳过它，或者结束办件。", "A container that faulted is not run again; pass over it, or end the case."),
        ["return-nowhere"] = ("前面没有可以退回的环节。", "There is no earlier step to send the case back to."),
        ["return-target-unknown"] = ("办件没有经过该环节，不能退回。", "The case has not been at that step."),
        ["return-not-here"] = ("这类任务不能退回。", "A task of this kind is not sent back."),
        ["limit-running"] = ("期限未满，到期后系统自动处理。", "The limit is still running; at its end this answer is given by itself."),
        ["form-invalid"] = ("填写内容有误。", "The data has errors."),
        ["body-same"] = ("任务已在该单位。", "The task is there already."),
        ["body-unknown"] = ("没有这个单位，或该单位没有相应岗位。", "There is no such body, or it has no such post."),
        ["not-a-window"] = ("请由窗口办理。", "A window does this."),
        ["registration-invalid"] = ("登记内容有误。", "The registration has errors."),
        ["service-unknown"] = ("没有这个事项。", "There is no such service."),
        ["idempotency-key-reused"] = ("这个幂等键已用于另一个请求。", "The key was used for another request."),
        ["definition-invalid"] = ("流程定义有误。", "The definition has errors."),
        ["version-unpublished"] = ("这个版本还没有发布，办件不能换到草稿上。", "That version is not published; cases cannot be moved to a draft."),
        ["migration-refused"] = ("办件不能换到新版本。", "The case cannot be moved to the new version."),
        ["migration-moved-on"] = ("换版本以后办件又有进展，不能撤回。", "The case has moved on since and cannot be taken back."),
        ["no-draft"] = ("没有可以发布的草稿。", "There is no draft to publish."),
        ["pause-unknown"] = ("没有进行中的暂停。", "No such pause is running."),
        ["search-in-address"] = ("身份证号、手机号不得写入地址，请用 POST /api/cases/search 查找。", "Identity numbers and phones do not belong into an address: POST /api/cases/search."),
        ["service-not-found"] = ("没有这个事项。", "There is no such service."),
        ["duration-invalid"] = ("时长应写作 P10D 或 PT5H。", "The duration must be like P10D or PT5H."),
    };

    /// <param name="chinese">The refusal's own text, which may name more than the code's text does.</param>
    public static string For(string code, string? chinese, bool english)
    {
        var known = Texts.TryGetValue(code, out var text);
        return (english, known) switch
        {
            (true, true) => text.En,
            (false, true) => chinese ?? text.Zh,
            _ => chinese ?? code,
        };
    }

    /// <summary>Whether a code has a text of its own in both languages.</summary>
    public static bool Has(string code) => Texts.ContainsKey(code);

    /// <summary>Chinese comes first; English answers whoever asks for it before Chinese.</summary>
    public static bool WantsEnglish(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage is { Count: > 0 } languages
        && languages.OrderByDescending(l => l.Quality ?? 1).First().Value.StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
