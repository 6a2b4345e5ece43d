using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddIntake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Consents",
                table: "cases",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "GapsToldLateAt",
                table: "cases",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "applicant_services",
                columns: table => new
                {
                    Key = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LastAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_applicant_services", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "case_drafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserName = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ServiceKey = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ContentSealed = table.Column<string>(type: "nvarchar(max)", maxLength: -1, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SavedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_drafts", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_cases_GapsToldLateAt",
                table: "cases",
                column: "GapsToldLateAt",
                filter: "\"GapsToldLateAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_case_drafts_ExpiresAt",
                table: "case_drafts",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_case_drafts_UserName_SavedAt",
                table: "case_drafts",
                columns: new[] { "UserName", "SavedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "applicant_services");

            migrationBuilder.DropTable(
                name: "case_drafts");

            migrationBuilder.DropIndex(
                name: "IX_cases_GapsToldLateAt",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Consents",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "GapsToldLateAt",
                table: "cases");
        }
    }
}
