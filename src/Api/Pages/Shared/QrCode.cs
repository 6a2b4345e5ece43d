using System.Text;
using QRCoder;

namespace OneWindow.Api.Pages.Shared;

/// <summary>A QR code as one path for an inline drawing, which prints sharp and needs no further request.</summary>
internal static class QrCode
{
    /// <returns>The path's data and the side of the square, in modules, quiet zone included.</returns>
    public static (string Path, int Side) Draw(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var y = 0; y < data.ModuleMatrix.Count; y++)
            for (var x = 0; x < data.ModuleMatrix[y].Count; x++)
                if (data.ModuleMatrix[y][x]) path.Append('M').Append(x).Append(' ').Append(y).Append("h1v1h-1z");
        return (path.ToString(), data.ModuleMatrix.Count);
    }
}
