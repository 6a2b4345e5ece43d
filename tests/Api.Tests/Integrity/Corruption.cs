namespace OneWindow.Api.Tests.Integrity;

/// <summary>A way to spoil a whole store, and the codes that must be told of it.</summary>
/// <param name="Sql">Statements that SQLite and PostgreSQL take alike; a word in braces is the id of that sort of case.</param>
/// <param name="Codes">More than one where one loss shows in several places.</param>
public sealed record Corruption(string Sql, params string[] Codes)
{
    private const string OpenItem = """ "State" = 'Open' """;

    /// <summary>One of each kind.</summary>
    public static readonly IReadOnlyList<Corruption> All =
    [
        new("""UPDATE cases SET "Number" = '26092900000001' WHERE "Id" = {open}; UPDATE case_bodies SET "Number" = '26092900000001' WHERE "CaseId" = {open}; UPDATE work_items SET "CaseNumber" = '26092900000001' WHERE "CaseId" = {open}""", "number-invalid"),
        new("""UPDATE cases SET "ServiceVersion" = 99 WHERE "Id" = {open}""", "service-missing"),
        new("""DELETE FROM documents WHERE "Kind" = 'Workflow' AND "Key" = 'legal-aid'""", "definition-missing"),
        new("""INSERT INTO case_bodies ("CaseId", "Body", "RegisteredAt", "Number") SELECT "CaseId", 'nowhere', "RegisteredAt", "Number" FROM case_bodies WHERE "CaseId" = {open}""", "body-unknown"),
        new("""DELETE FROM case_bodies WHERE "CaseId" = {open} AND "Body" = 'county-station'""", "body-not-taking-part"),
        new("""UPDATE work_items SET "AskedFor" = '00000000-0000-0000-0000-000000000001' WHERE "CaseId" = {open}""", "asked-for-nothing"),
        new("""UPDATE work_items SET "Post" = 'legal-aid.approver' WHERE "CaseId" = {open}""", "copy-differs"),
        new("""UPDATE grants SET "ReversesId" = '00000000-0000-0000-0000-000000000001' WHERE "CaseId" = {granted}""", "reversal-differs"),
        new("""DELETE FROM workflow_instances WHERE "CaseId" = {open}""", "state-missing"),
        new("""UPDATE workflow_instances SET "State" = '{' WHERE "CaseId" = {open}""", "state-unreadable"),
        new("""UPDATE workflow_instances SET "DefinitionVersion" = 2 WHERE "CaseId" = {open}""", "definition-differs"),
        new("""UPDATE workflow_instances SET "Status" = 'Finished' WHERE "CaseId" = {open}""", "state-status-differs"),
        new("""UPDATE cases SET "Result" = NULL WHERE "Id" = {granted}""", "status-differs"),
        new("""UPDATE cases SET "Status" = 'InProgress' WHERE "Id" = {waiting}""", "status-differs"),
        new("""UPDATE work_items SET "State" = 'Open', "ClosedAt" = NULL WHERE "CaseId" = {withdrawn} AND "State" = 'Cancelled'""", "closed-with-open-task"),
        new("""UPDATE cases SET "DueAt" = "DueAt" + 86400000000 WHERE "Id" = {open}; UPDATE case_timers SET "DueAt" = "DueAt" + 86400000000 WHERE "CaseId" = {open} AND "Kind" = 'CaseOverdue'""", "case-due-differs"),
        new("""UPDATE work_items SET "DueAt" = "DueAt" + 86400000000, "DueOrder" = "DueOrder" + 86400000000 WHERE "CaseId" = {open}; UPDATE case_timers SET "DueAt" = "DueAt" + 86400000000 WHERE "CaseId" = {open} AND "Kind" = 'Overdue'""", "task-due-differs"),
        new("""UPDATE cases SET "LimitText" = NULL, "Pauses" = '[{"bookmarkId":"b1","from":"2026-09-29T02:00:00+00:00","reasonZh":"x","reasonEn":"x"}]' WHERE "Id" = {withdrawn}""", "pause-on-closed-case"),
        new("""UPDATE cases SET "Pauses" = replace("Pauses", ']', ',{"bookmarkId":"b99","from":"2026-11-29T02:00:00+00:00","reasonZh":"x","reasonEn":"x"}]') WHERE "Id" = {waiting}""", "pause-without-bookmark"),
        new("""UPDATE cases SET "Pauses" = replace("Pauses", '"bookmarkId":"b', '"bookmarkId":"c') WHERE "Id" = {waiting}""", "bookmark-without-pause", "pause-without-bookmark"),
        new($$"""UPDATE work_items SET "State" = 'Cancelled' WHERE "CaseId" = {open} AND {{OpenItem}}""", "bookmark-without-task", "nobody-acts"),
        new($$"""UPDATE work_items SET "Role" = 'treasurer', "Post" = "Body" || '.treasurer' WHERE "CaseId" = {open} AND {{OpenItem}}""", "post-unstaffed"),
        new($$"""UPDATE work_items SET "BookmarkId" = 'b99' WHERE "CaseId" = {open} AND {{OpenItem}}""", "bookmark-without-task", "task-without-bookmark"),
        new("""UPDATE workflow_instances SET "Status" = 'Faulted', "State" = replace("State", '"incidents":[]', '"incidents":[{"id":"i9","instanceId":1,"activityId":"accept","code":"x","message":"x","at":"2026-09-29T02:00:00+00:00"}]') WHERE "CaseId" = {open}""", "incident-without-task"),
        new($$"""UPDATE work_items SET "Kind" = 'Incident' WHERE "CaseId" = {open} AND {{OpenItem}}""", "bookmark-without-task", "task-without-incident"),
        new("""UPDATE case_timers SET "State" = 'Cancelled' WHERE "CaseId" = {open} AND "Kind" = 'CaseOverdue'""", "timer-missing"),
        new("""UPDATE case_timers SET "DueAt" = "DueAt" + 3600000000 WHERE "CaseId" = {noticed} AND "Kind" = 'Resume'""", "timer-instant-differs"),
        new("""UPDATE case_timers SET "State" = 'Pending' WHERE "CaseId" = {visited} AND "Kind" = 'FollowUp' AND "State" = 'Fired'""", "timer-without-purpose"),
        new("""INSERT INTO case_timers ("Id", "CaseId", "Kind", "TargetId", "DueAt", "State", "Version") SELECT '01999999-0000-7000-8000-000000000001', "CaseId", "Kind", "TargetId", "DueAt", "State", 0 FROM case_timers WHERE "CaseId" = {open} AND "Kind" = 'CaseOverdue'""", "timer-repeated"),
        new("""DELETE FROM audit WHERE "CaseId" = {granted} AND "Sequence" = 2""", "audit-gap"),
        new("""UPDATE audit SET "Action" = 'noted' WHERE "CaseId" = {open} AND "Action" = 'step-opened'""", "opening-without-audit"),
        new("""UPDATE audit SET "Action" = 'step-opened' WHERE "CaseId" = {open} AND "Action" = 'registered'""", "audit-without-opening"),
        new("""UPDATE audit SET "Action" = 'noted' WHERE "CaseId" = {granted} AND "Action" = 'completed' AND "ActivityId" = 'triage'""", "decision-without-audit"),
        new("""UPDATE audit SET "Action" = 'completed' WHERE "CaseId" = {open} AND "Action" = 'registered'""", "audit-without-decision"),
        new("""DELETE FROM bursts WHERE "CaseId" = {granted} AND "Sequence" = 2""", "burst-gap"),
        new("""UPDATE bursts SET "Stimulus" = '{' WHERE "CaseId" = {granted} AND "Sequence" = 2""", "burst-unreadable"),
        new("""UPDATE bursts SET "Stimulus" = '{"stimulus":"cancel","reason":"x"}' WHERE "CaseId" = {granted} AND "Sequence" = 1""", "burst-order"),
        new("""UPDATE bursts SET "Stimulus" = (SELECT b."Stimulus" FROM bursts b WHERE b."CaseId" = {granted} AND b."Sequence" = 2) WHERE "CaseId" = {granted} AND "Sequence" = 3""", "decision-repeated", "decision-without-burst"),
        new("""UPDATE bursts SET "Stimulus" = '{"stimulus":"cancel","reason":"x"}' WHERE "CaseId" = {granted} AND "Sequence" = 3""", "decision-without-burst"),
        new("""UPDATE work_items SET "State" = 'Cancelled' WHERE "CaseId" = {granted} AND "ActivityId" = 'triage'""", "audit-without-decision", "burst-without-decision"),
        new("""UPDATE cases SET "MatterId" = '00000000-0000-0000-0000-000000000001' WHERE "Id" = {open}""", "matter-missing"),
        new("""UPDATE cases SET "MatterId" = NULL WHERE "Id" = {part}""", "part-missing"),
        new("""UPDATE cases SET "MatterId" = {matter} WHERE "Id" = {open}""", "part-unknown"),
        new("""UPDATE cases SET "Parts" = replace("Parts", '"number":"', '"number":"9') WHERE "Id" = {matter}""", "part-differs"),
        new("""UPDATE cases SET "Parts" = replace("Parts", '"state":"Running"', '"state":"Dropped"') WHERE "Id" = {matter}""", "matter-not-closed"),
        new("""UPDATE cases SET "Parts" = replace("Parts", '"state":"Dropped"', '"state":"Waiting"') WHERE "Id" = {withdrawnMatter}""", "matter-closed-early"),
        new("""UPDATE follow_ups SET "WorkItemId" = NULL WHERE "State" = 'Due'""", "task-without-visit", "visit-without-task"),
        new("""UPDATE follow_ups SET "State" = 'Cancelled' WHERE "State" = 'Due'""", "task-without-visit"),
        new("""UPDATE ratings SET "WorkItemId" = NULL WHERE "Rectification" = 'Open'""", "rating-without-task", "task-without-rating"),
        new("""UPDATE ratings SET "Rectification" = 'Dropped' WHERE "Rectification" = 'Open'""", "task-without-rating"),
        new("""UPDATE objections SET "Outcome" = 'Upheld' WHERE "Outcome" = 'Open'""", "task-without-objection"),
        new("""UPDATE objections SET "WorkItemId" = "Id" WHERE "Outcome" = 'Open'""", "objection-without-task", "task-without-objection"),
        new("""UPDATE issued_letters SET "TextSealed" = 'AAAA'""", "seal-broken"),
        new("""UPDATE cases SET "ApplicantPhoneSealed" = "ApplicantIdNumberIndex" WHERE "Id" = {open}""", "seal-broken"),
        new("""UPDATE issued_results SET "NumberSealed" = 'AAAA'""", "seal-broken"),
        new("""UPDATE cases SET "AgentPhoneIndex" = 'x' WHERE "Id" = {open}""", "blind-index-differs"),
        new("""UPDATE case_drafts SET "ServiceKey" = 'ended'""", "draft-service-missing"),
        new("""UPDATE case_drafts SET "UserName" = 'nobody'""", "draft-orphaned"),
        new("""UPDATE case_drafts SET "ContentSealed" = 'AAAA'""", "seal-broken"),
        new("""UPDATE case_files SET "Checksum" = substr("Checksum", 2) || substr("Checksum", 1, 1)""", "file-missing"),
        new("""UPDATE case_files SET "Size" = "Size" + 1""", "file-damaged"),
        new("""UPDATE cases SET "ApplicantBirthDate" = '1990-01-01' WHERE "Id" = {open}""", "person-differs"),
        new("""UPDATE cases SET "Materials" = '{' WHERE "Id" = {open}""", "row-unreadable"),
        new("""DELETE FROM cases WHERE "Id" = {open}""", "case-missing"),
    ];

    /// <summary>The statements for one store.</summary>
    /// <param name="ids">Case ids as the provider keeps them, by the sort of the case.</param>
    public string For(IReadOnlyDictionary<string, string> ids) =>
        ids.Aggregate(Sql, (sql, id) => sql.Replace($"{{{id.Key}}}", $"'{id.Value}'", StringComparison.Ordinal));
}
