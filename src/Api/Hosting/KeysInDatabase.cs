using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OneWindow.Api.Storage;
using OneWindow.Api.Storage.Records;
using OneWindow.Api.Storage.Sealing;

namespace OneWindow.Api.Hosting;

/// <summary>Keeps the keys of tokens and cookies in the database, sealed, so that every node accepts every session.</summary>
internal sealed class KeysInDatabase(IServiceScopeFactory scopes, Sealer sealer)
    : IXmlRepository, IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = this;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        return [.. db.DataProtectionKeys.AsNoTracking().Select(k => k.XmlSealed).AsEnumerable().Select(x => XElement.Parse(sealer.Open(x)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<OneWindowDb>();
        db.DataProtectionKeys.Add(new DataProtectionKey(friendlyName, sealer.Seal(element.ToString(SaveOptions.DisableFormatting))));
        db.SaveChanges();
    }
}
