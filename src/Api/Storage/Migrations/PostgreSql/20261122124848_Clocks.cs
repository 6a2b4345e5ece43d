using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Clocks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "AwaitedYear",
                table: "work_items",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EscalationLevel",
                table: "work_items",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Extension",
                table: "work_items",
                type: "text",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "YellowAt",
                table: "work_items",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AwaitedYear",
                table: "cases",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EscalationLevel",
                table: "cases",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Extension",
                table: "cases",
                type: "text",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Statutory",
                table: "cases",
                type: "text",
                maxLength: -1,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "YellowAt",
                table: "cases",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_work_items_AwaitedYear_State",
                table: "work_items",
                columns: new[] { "AwaitedYear", "State" },
                filter: "\"AwaitedYear\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cases_AwaitedYear_Status",
                table: "cases",
                columns: new[] { "AwaitedYear", "Status" },
                filter: "\"AwaitedYear\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_work_items_AwaitedYear_State",
                table: "work_items");

            migrationBuilder.DropIndex(
                name: "IX_cases_AwaitedYear_Status",
                table: "cases");

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
                name: "YellowAt",
                table: "work_items");

            migrationBuilder.DropColumn(
                name: "AwaitedYear",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "EscalationLevel",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Extension",
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
