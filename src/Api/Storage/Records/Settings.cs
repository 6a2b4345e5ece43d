namespace OneWindow.Api.Storage.Records;

/// <summary>A value that all nodes share.</summary>
internal sealed class Setting
{
    private Setting()
    {
    }

    public Setting(string key, string value) => (Key, Value) = (key, value);

    public string Key { get; private set; } = "";
    public string Value { get; set; } = "";
}

/// <summary>A key that protects tokens and cookies; the nodes share them. Sealed with the data key.</summary>
internal sealed class DataProtectionKey
{
    private DataProtectionKey()
    {
    }

    public DataProtectionKey(string name, string xmlSealed) => (Name, XmlSealed) = (name, xmlSealed);

    public string Name { get; private set; } = "";
    public string XmlSealed { get; private set; } = "";
}
