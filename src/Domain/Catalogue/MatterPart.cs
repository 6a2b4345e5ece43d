using System.Text.Json;

namespace OneWindow.Domain.Catalogue;

/// <summary>
/// One service of a matter (一件事): when it belongs to it, and what of the matter's one form and one list of papers it is
/// given. A field and a paper of the same name need no word.
/// </summary>
/// <param name="Service">Key of the service that handles it.</param>
/// <param name="When">JavaScript over applicant and form that says whether it is asked for; null for always.</param>
/// <param name="After">Key of an earlier part that must succeed before it begins; null where it begins at once.</param>
/// <param name="Succeeds">The results of the service with which the part has brought what was asked for.</param>
/// <param name="Form">Its fields by name, each with the matter's field that fills it.</param>
/// <param name="Values">Its fields by name, each with a value that is the same for all.</param>
/// <param name="Materials">Its papers by key, each with the matter's paper that stands for it.</param>
/// <param name="Earned">Its papers by key that the part before it brings, each with the key of that part.</param>
public sealed record MatterPart(
    string Key, string Service, string? When, string? After, IReadOnlyList<string> Succeeds, IReadOnlyDictionary<string, string> Form,
    IReadOnlyDictionary<string, JsonElement> Values, IReadOnlyDictionary<string, string> Materials, IReadOnlyDictionary<string, string> Earned)
{
    /// <summary>The matter's field that fills one of the service's.</summary>
    public string FieldFor(string field) => Form.GetValueOrDefault(field, field);

    /// <summary>The matter's paper that stands for one of the service's.</summary>
    public string MaterialFor(string material) => Materials.GetValueOrDefault(material, material);
}
