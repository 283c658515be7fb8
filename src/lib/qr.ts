import QRCode from 'qrcode';

/** QR code of an address as SVG, four modules of quiet zone, without style attributes. */
export async function qrSvg(address: string): Promise<string> {
  return QRCode.toString(address, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' });
}
