using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<long>(
                name: "EscalatedAt",
                table: "follow_ups",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NewNeed",
                table: "follow_ups",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Satisfied",
                table: "follow_ups",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ratings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ServiceKey = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Body = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Stars = table.Column<int>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    TakenBy = table.Column<string>(type: "TEXT", maxLength: 129, nullable: true),
                    RatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Rectification = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    WorkItemId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Reply = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
