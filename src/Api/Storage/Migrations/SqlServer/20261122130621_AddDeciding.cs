using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class AddDeciding : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "AskedFor",
                table: "work_items",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HomeRole",
                table: "work_items",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<bool>(
                name: "IsAssigned",
                table: "work_items",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "NotBy",
                table: "work_items",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Question",
                table: "work_items",
                type: "nvarchar(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<string>(
                name: "Bounces",
                table: "cases",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Recusals",
                table: "cases",
                type: "nvarchar(max)",
                maxLength: -1,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    UserName = table.Column<string>(type: "nvarchar(129)", maxLength: 129, nullable: false, collation: "Latin1_General_100_BIN2"),
                    FromOn = table.Column<DateOnly>(type: "date", nullable: false),
                    UntilOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Deputy = table.Column<string>(type: "nvarchar(129)", maxLength: 129, nullable: true, collation: "Latin1_General_100_BIN2"),
                    RecordedBy = table.Column<string>(type: "nvarchar(129)", maxLength: 129, nullable: false, collation: "Latin1_General_100_BIN2"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    BegunAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_absences", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_absences_BegunAt_FromOn",
                table: "absences",
                columns: new[] { "BegunAt", "FromOn" });

            migrationBuilder.CreateIndex(
                name: "IX_absences_UserName_UntilOn",
                table: "absences",
                columns: new[] { "UserName", "UntilOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "absences");

            migrationBuilder.DropColumn(
                name: "AskedFor",
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
                name: "Bounces",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Recusals",
                table: "cases");
        }
    }
}
