using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class ListColumns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_cases_Status_DueAt",
                table: "cases");

            migrationBuilder.AddColumn<string>(
                name: "ServiceKey",
                table: "case_bodies",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "IX_work_items_Kind",
                table: "work_items",
                column: "Kind",
                filter: "\"State\" = 'Open' AND \"Kind\" = 'Incident'");

            migrationBuilder.CreateIndex(
                name: "IX_cases_AgentPhoneIndex",
                table: "cases",
                column: "AgentPhoneIndex",
                filter: "\"AgentPhoneIndex\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_cases_Status_DueAt_Number",
                table: "cases",
                columns: new[] { "Status", "DueAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_case_bodies_Body_ServiceKey_RegisteredAt_Number",
                table: "case_bodies",
                columns: new[] { "Body", "ServiceKey", "RegisteredAt", "Number" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_work_items_Kind",
                table: "work_items");

            migrationBuilder.DropIndex(
                name: "IX_cases_AgentPhoneIndex",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_cases_Status_DueAt_Number",
                table: "cases");

            migrationBuilder.DropIndex(
                name: "IX_case_bodies_Body_ServiceKey_RegisteredAt_Number",
                table: "case_bodies");

            migrationBuilder.DropColumn(
                name: "ServiceKey",
                table: "case_bodies");

            migrationBuilder.CreateIndex(
                name: "IX_cases_Status_DueAt",
                table: "cases",
                columns: new[] { "Status", "DueAt" });
        }
    }
}
