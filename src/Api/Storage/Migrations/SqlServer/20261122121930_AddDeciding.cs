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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
                name: "Bounces",
                table: "cases");

            migrationBuilder.DropColumn(
                name: "Recusals",
                table: "cases");
        }
    }
}
