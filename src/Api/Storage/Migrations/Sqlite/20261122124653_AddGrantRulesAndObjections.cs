using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddGrantRulesAndObjections : Migration
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
                name: "IX_grants_GrantedAt_Id",
                table: "grants",
                columns: new[] { "GrantedAt", "Id" });

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
                name: "aid_accounts");

            migrationBuilder.DropTable(
                name: "aid_permits");

            migrationBuilder.DropTable(
                name: "issued_letters");

            migrationBuilder.DropTable(
                name: "objections");

            migrationBuilder.DropIndex(
                name: "IX_grants_GrantedAt_Id",
                table: "grants");

            migrationBuilder.DropColumn(
                name: "BeforeClosing",
                table: "workflow_instances");
        }
    }
}
