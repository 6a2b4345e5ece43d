using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Faces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ReversesId",
                table: "grants",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "MatterId",
                table: "cases",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Parts",
                table: "cases",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "last_looks",
                columns: table => new
                {
                    UserName = table.Column<string>(type: "nvarchar(129)", maxLength: 129, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Seen = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_last_looks", x => new { x.UserName, x.CaseId });
                    table.ForeignKey(
                        name: "FK_last_looks_cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "long_runs",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Request = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StartedBy = table.Column<string>(type: "nvarchar(129)", maxLength: 129, nullable: false, collation: "Latin1_General_100_BIN2"),
                    English = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false),
                    Done = table.Column<long>(type: "bigint", nullable: false),
                    Refused = table.Column<long>(type: "bigint", nullable: false),
                    Total = table.Column<long>(type: "bigint", nullable: true),
                    Place = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Parts = table.Column<int>(type: "int", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    BegunAt = table.Column<long>(type: "bigint", nullable: true),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    HeldBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    HeldUntil = table.Column<long>(type: "bigint", nullable: true),
                    Tries = table.Column<int>(type: "int", nullable: false),
                    Error = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    KeptUntil = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_long_runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "step_forecasts",
                columns: table => new
                {
                    ServiceKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ActivityId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    StepDays = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    FinishDays = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false),
                    Cases = table.Column<int>(type: "int", nullable: false),
                    LearntAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_step_forecasts", x => new { x.ServiceKey, x.ActivityId });
                });

            migrationBuilder.CreateTable(
                name: "supervisory_acts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CaseId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CaseNumber = table.Column<string>(type: "nvarchar(14)", maxLength: 14, nullable: false, collation: "Latin1_General_100_BIN2"),
                    WorkItemId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false),
                    TitleZh = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    TitleEn = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Body = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ToBody = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    By = table.Column<string>(type: "nvarchar(129)", maxLength: 129, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ByBody = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Note = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_supervisory_acts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_supervisory_acts_cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "long_run_parts",
                columns: table => new
                {
                    RunId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    RowsSealed = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_long_run_parts", x => new { x.RunId, x.Number });
                    table.ForeignKey(
                        name: "FK_long_run_parts_long_runs_RunId",
                        column: x => x.RunId,
                        principalTable: "long_runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_work_items_open",
                table: "work_items",
                columns: new[] { "ServiceKey", "ActivityId", "Body", "Kind", "HomeRole", "OpenedAt", "DueOrder", "YellowAt", "OverdueAt" },
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_work_items_Post_Kind_DueOrder_Id",
                table: "work_items",
                columns: new[] { "Post", "Kind", "DueOrder", "Id" },
                filter: "\"State\" = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_grants_ReversesId",
                table: "grants",
                column: "ReversesId",
                unique: true,
                filter: "\"ReversesId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cases_bounced",
                table: "cases",
                column: "Number",
                filter: "\"Bounces\" IS NOT NULL AND \"Status\" <> 'Closed'");

            migrationBuilder.CreateIndex(
                name: "IX_cases_MatterId",
                table: "cases",
                column: "MatterId",
                filter: "\"MatterId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cases_open_by_area",
                table: "cases",
                columns: new[] { "ServiceKey", "ApplicantArea", "DueAt", "YellowAt" },
                filter: "\"Status\" <> 'Closed'");

            migrationBuilder.CreateIndex(
                name: "IX_cases_open_oldest",
                table: "cases",
                columns: new[] { "RegisteredAt", "Number" },
                filter: "\"Status\" <> 'Closed'");

            migrationBuilder.CreateIndex(
                name: "IX_cases_Station_StageSince_Number",
                table: "cases",
                columns: new[] { "Station", "StageSince", "Number" },
                filter: "\"Status\" = 'Paused'");

            migrationBuilder.CreateIndex(
                name: "IX_case_timers_Kind_State_DueAt_Id",
                table: "case_timers",
                columns: new[] { "Kind", "State", "DueAt", "Id" },
                filter: "\"Kind\" = 'PromiseLapse'");

            migrationBuilder.CreateIndex(
                name: "IX_case_bodies_to_fill",
                table: "case_bodies",
                column: "ServiceKey",
                filter: "\"ServiceKey\" = ''");

            migrationBuilder.CreateIndex(
                name: "IX_last_looks_CaseId",
                table: "last_looks",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_long_runs_CreatedAt_Id",
                table: "long_runs",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_long_runs_KeptUntil",
                table: "long_runs",
                column: "KeptUntil");

            migrationBuilder.CreateIndex(
                name: "IX_long_runs_StartedBy_CreatedAt_Id",
                table: "long_runs",
                columns: new[] { "StartedBy", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_long_runs_State_CreatedAt_Id",
                table: "long_runs",
                columns: new[] { "State", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_supervisory_acts_At_Id",
                table: "supervisory_acts",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_supervisory_acts_Body_At_Id",
                table: "supervisory_acts",
                columns: new[] { "Body", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_supervisory_acts_CaseId",
                table: "supervisory_acts",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_supervisory_acts_WorkItemId_At",
                table: "supervisory_acts",
                columns: new[] { "WorkItemId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "last_looks");

            migrationBuilder.DropTable(
                name: "long_run_parts");

            migrationBuilder.DropTable(
                name: "step_forecasts");

            migrationBuilder.DropTable(
                name: "supervisory_acts");

            migrationBuilder.DropTable(
                name: "long_runs");

            migrationBuilder.DropIndex(
                name: "IX_work_items_open",
                table: "work_items");

            migrationBuilder.DropIndex(
                name: "IX_work_items_Post_Kind_DueOrder_Id",
                table: "work_items");

            migrationBuilder.DropIndex(
                name: "IX_grants_ReversesId",
                table: "grants");

            migrationBuilder.DropIndex(
                name: "IX_cases_bounced",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_MatterId",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_open_by_area",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_open_oldest",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_Station_StageSince_Number",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_case_timers_Kind_State_DueAt_Id",
                table: "case_timers");

            migrationBuilder.DropIndex(
                name: "IX_case_bodies_to_fill",
                table: "case_bodies");

            migrationBuilder.DropColumn(
                name: "ReversesId",
                table: "grants");

            migrationBuilder.DropColumn(
                name: "MatterId",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Parts",
                table: "cases");
        }
    }
}
