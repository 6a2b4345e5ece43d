using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OneWindow.Api.Storage.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class GrantReversals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ReversesId",
                table: "grants",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_grants_ReversesId",
                table: "grants",
                column: "ReversesId",
                unique: true,
                filter: "\"ReversesId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_case_bodies_to_fill",
                table: "case_bodies",
                column: "ServiceKey",
                filter: "\"ServiceKey\" = ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_grants_ReversesId",
                table: "grants");

            migrationBuilder.DropIndex(
                name: "IX_case_bodies_to_fill",
                table: "case_bodies");

            migrationBuilder.DropColumn(
                name: "ReversesId",
                table: "grants");
        }
    }
}
