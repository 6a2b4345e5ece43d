using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Matters : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "MatterId",
                table: "cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Parts",
                table: "cases",
                type: "TEXT",
                maxLength: -1,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_cases_MatterId",
                table: "cases",
                column: "MatterId",
                filter: "\"MatterId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_cases_MatterId",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "MatterId",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Parts",
                table: "cases");
        }
    }
}
