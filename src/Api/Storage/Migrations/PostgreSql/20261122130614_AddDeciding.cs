using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.PostgreSql
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
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HomeRole",
                table: "work_items",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "IsAssigned",
                table: "work_items",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "NotBy",
                table: "work_items",
                type: "text",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Question",
                table: "work_items",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Bounces",
                table: "cases",
                type: "text",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Recusals",
                table: "cases",
                type: "text",
                maxLength: -1,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "absences",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    UserName = table.Column<string>(type: "character varying(129)", maxLength: 129, nullable: false, collation: "C"),
                    FromOn = table.Column<DateOnly>(type: "date", nullable: false),
                    UntilOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Deputy = table.Column<string>(type: "character varying(129)", maxLength: 129, nullable: true, collation: "C"),
                    RecordedBy = table.Column<string>(type: "character varying(129)", maxLength: 129, nullable: false, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    BegunAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
