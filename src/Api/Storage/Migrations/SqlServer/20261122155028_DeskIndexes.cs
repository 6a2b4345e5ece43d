using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class DeskIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_work_items_Post_Kind_DueOrder_Id",
                table: "work_items",
                columns: new[] { "Post", "Kind", "DueOrder", "Id" },
                filter: "\"State\" = 'Open'");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_work_items_Post_Kind_DueOrder_Id",
                table: "work_items");

            migrationBuilder.DropIndex(
                name: "IX_cases_Station_StageSince_Number",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_case_timers_Kind_State_DueAt_Id",
                table: "case_timers");
        }
    }
}
