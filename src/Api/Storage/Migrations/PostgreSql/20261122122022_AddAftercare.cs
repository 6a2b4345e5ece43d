using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class AddAftercare : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Attempt",
                table: "follow_ups",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "EscalatedAt",
                table: "follow_ups",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NewNeed",
                table: "follow_ups",
                type: "character varying(2000)",
                maxLength: 2000,
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "Satisfied",
                table: "follow_ups",
                type: "boolean",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ratings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: false),
                    ServiceKey = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Body = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    Stars = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true, collation: "C"),
                    TakenBy = table.Column<string>(type: "character varying(129)", maxLength: 129, nullable: true, collation: "C"),
                    RatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: true),
                    Rectification = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false),
                    WorkItemId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reply = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true, collation: "C"),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ratings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ratings_cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ratings_Body_ServiceKey",
                table: "ratings",
                columns: new[] { "Body", "ServiceKey" });

            migrationBuilder.CreateIndex(
                name: "IX_ratings_CaseId_ClosedAt",
                table: "ratings",
                columns: new[] { "CaseId", "ClosedAt" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ratings");

            migrationBuilder.DropColumn(
                name: "Attempt",
                table: "follow_ups");

            migrationBuilder.DropColumn(
                name: "EscalatedAt",
                table: "follow_ups");

            migrationBuilder.DropColumn(
                name: "NewNeed",
                table: "follow_ups");

            migrationBuilder.DropColumn(
                name: "Satisfied",
                table: "follow_ups");
        }
    }
}
