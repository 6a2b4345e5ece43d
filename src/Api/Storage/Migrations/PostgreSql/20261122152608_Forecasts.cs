using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Forecasts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "step_forecasts",
                columns: table => new
                {
                    ServiceKey = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    ActivityId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    StepDays = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    FinishDays = table.Column<string>(type: "text", maxLength: -1, nullable: false),
                    Cases = table.Column<int>(type: "integer", nullable: false),
                    LearntAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_step_forecasts", x => new { x.ServiceKey, x.ActivityId });
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "step_forecasts");
        }
    }
}
