import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import satori from 'satori';
import sharp from 'sharp';

/** An element tree as satori reads it. */
export type Element = {
  type: string;
  props: { style?: Record<string, string | number>; children?: Child | Child[]; [name: string]: unknown };
};
type Child = Element | string;

const require = createRequire(import.meta.url);
const font = (folder: string, weight: 400 | 700) => ({
  name: 'Be Vietnam Pro',
  weight,
  style: 'normal' as const,
  data: readFileSync(
    require.resolve(`@expo-google-fonts/be-vietnam-pro/${folder}/BeVietnamPro_${folder}.ttf`),
  ),
});
/** Read once: reading them again costs more than drawing. */
let fonts: ReturnType<typeof font>[] | null = null;

/** An element with its style and children. */
export const el = (type: string, style: Record<string, string | number>, ...children: Child[]): Element => ({
  type,
  props: { style: { display: 'flex', ...style }, children },
});

/** A picture inside an element tree, from an SVG string. */
export const picture = (svg: string, width: number, height: number): Element => ({
  type: 'img',
  props: {
    src: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    width,
    height,
    style: { width, height },
  },
});

/**
 * Draws an element tree as PNG.
 * @param width px
 * @param height px
 * @throws Error when the tree has a style satori does not know
 */
export async function drawPng(tree: Element, width: number, height: number): Promise<Buffer> {
  fonts ??= [font('400Regular', 400), font('700Bold', 700)];
  const svg = await satori(tree as unknown as Parameters<typeof satori>[0], { width, height, fonts });
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 128, effort: 4 }).toBuffer();
}
