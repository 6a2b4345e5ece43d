using Npgsql;

namespace OneWindow.Api.Storage;

/// <summary>
/// Knows the error that says that a text has a character which the database does not take: PostgreSQL has no NUL. Nobody
/// types it; whoever sends it sent a bad request.
/// </summary>
internal static class UnstorableText
{
    public static bool Is(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter }
        || (exception.InnerException is { } inner && Is(inner));
}
