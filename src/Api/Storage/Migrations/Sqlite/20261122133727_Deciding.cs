using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Deciding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BeforeClosing",
                table: "workflow_instances",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AskedFor",
                table: "work_items",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AwaitedYear",
                table: "work_items",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EscalationLevel",
                table: "work_items",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Extension",
                table: "work_items",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HomeRole",
                table: "work_items",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsAssigned",
                table: "work_items",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "NotBy",
                table: "work_items",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Question",
                table: "work_items",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "YellowAt",
                table: "work_items",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AwaitedYear",
                table: "cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Bounces",
                table: "cases",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Consents",
                table: "cases",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EscalationLevel",
                table: "cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Extension",
                table: "cases",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "GapsToldLateAt",
                table: "cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Recusals",
                table: "cases",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Statutory",
                table: "cases",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "YellowAt",
                table: "cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 129, nullable: false),
                    FromOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    UntilOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Deputy = table.Column<string>(type: "TEXT", maxLength: 129, nullable: true),
                    RecordedBy = table.Column<string>(type: "TEXT", maxLength: 129, nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    BegunAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "aid_accounts",
                columns: table => new
                {
                    Holder = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Entries = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_aid_accounts", x => new { x.Holder, x.Purpose });
                });

            migrationBuilder.CreateTable(
                name: "aid_permits",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    PermittedBy = table.Column<string>(type: "TEXT", maxLength: 129, nullable: false),
                    PermittedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_aid_permits", x => x.CaseId);
                    table.ForeignKey(
                        name: "FK_aid_permits_cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "applicant_services",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_applicant_services", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "case_drafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ServiceKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ContentSealed = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_drafts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "issued_letters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    TitleZh = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    TextSealed = table.Column<string>(type: "TEXT", maxLength: -1, nullable: false),
                    IssuedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_issued_letters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_issued_letters_cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "objections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    FiledBy = table.Column<string>(type: "TEXT", maxLength: 129, nullable: true),
                    WorkItemId = table.Column<Guid>(type: "TEXT", nullable: false),
                    FiledAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_objections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_objections_cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_work_items_AwaitedYear_State",
                table: "work_items",
                columns: new[] { "AwaitedYear", "State" },
                filter: "\"AwaitedYear\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_grants_GrantedAt_Id",
                table: "grants",
                columns: new[] { "GrantedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_cases_AwaitedYear_Status",
                table: "cases",
                columns: new[] { "AwaitedYear", "Status" },
                filter: "\"AwaitedYear\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cases_GapsToldLateAt",
                table: "cases",
                column: "GapsToldLateAt",
                filter: "\"GapsToldLateAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_absences_BegunAt_FromOn",
                table: "absences",
                columns: new[] { "BegunAt", "FromOn" });

            migrationBuilder.CreateIndex(
                name: "IX_absences_UserName_UntilOn",
                table: "absences",
                columns: new[] { "UserName", "UntilOn" });

            migrationBuilder.CreateIndex(
                name: "IX_case_drafts_ExpiresAt",
                table: "case_drafts",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_case_drafts_UserName_SavedAt",
                table: "case_drafts",
                columns: new[] { "UserName", "SavedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_issued_letters_CaseId",
                table: "issued_letters",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_objections_CaseId_ClosedAt",
                table: "objections",
                columns: new[] { "CaseId", "ClosedAt" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropTable(
                name: "aid_accounts");

            migrationBuilder.DropTable(
                name: "aid_permits");

            migrationBuilder.DropTable(
                name: "applicant_services");

            migrationBuilder.DropTable(
                name: "case_drafts");

            migrationBuilder.DropTable(
                name: "issued_letters");

            migrationBuilder.DropTable(
                name: "objections");

            migrationBuilder.DropIndex(
                name: "IX_work_items_AwaitedYear_State",
                table: "work_items");

            migrationBuilder.DropIndex(
                name: "IX_grants_GrantedAt_Id",
                table: "grants");

            migrationBuilder.DropIndex(
                name: "IX_cases_AwaitedYear_Status",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_GapsToldLateAt",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "BeforeClosing",
                table: "workflow_instances");

            migrationBuilder.DropColumn(
                name: "AskedFor",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "AwaitedYear",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "EscalationLevel",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "Extension",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "HomeRole",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "IsAssigned",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "NotBy",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "Question",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "YellowAt",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "AwaitedYear",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Bounces",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Consents",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "EscalationLevel",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Extension",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "GapsToldLateAt",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Recusals",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Statutory",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "YellowAt",
                table: "cases");
        }
    }
}
