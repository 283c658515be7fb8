/*
 * Writing SVG: palette and the few shapes everything else is made of. Presentation attributes only,
 * so that a strict content policy and librsvg both accept the result.
 */

import { glyphEm, glyphs } from './glyphs.ts';

export const ink = '#14181D';
export const paper = '#FFFFFF';
export const tarmac = '#2B3138';
export const yellow = '#F5B800';
export const signBlue = '#0A4DA2';
export const stopRed = '#B5121B';
export const goGreen = '#0B6B3A';
export const mist = '#EEF1F4';
export const pavement = '#E1E5E9';
export const kerbGrey = '#B3BCC6';
export const steel = '#69737D';
export const glass = '#1B2128';
export const cream = '#FFF1D6';
export const skin = '#F0C9A4';
export const hair = '#2A211C';
export const lampRed = '#D9383A';
export const amber = '#FF9D1E';

/** A number with at most one decimal, as short as SVG allows. */
export function num(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? '0' : String(rounded).replace(/^(-?)0\./, '$1.');
}

/** Numbers separated by spaces, rounded as `num` does. */
export function nums(...values: number[]): string {
  return values.map(num).join(' ');
}

/** Text made safe for element content and attribute values. */
export function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A rectangle by its upper left corner; `more` is further attributes. */
export function rect(x: number, y: number, width: number, height: number, fill: string, more = ''): string {
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function circle(x: number, y: number, radius: number, fill: string, more = ''): string {
  return `<circle cx="${num(x)}" cy="${num(y)}" r="${num(radius)}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function ellipse(x: number, y: number, rx: number, ry: number, fill: string, more = ''): string {
  return `<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(rx)}" ry="${num(ry)}" fill="${fill}"${more && ` ${more}`}/>`;
}

export function path(d: string, fill: string, more = ''): string {
  return `<path d="${d}" fill="${fill}"${more && ` ${more}`}/>`;
}

/** A stroked path without fill. */
export function stroke(d: string, colour: string, width: number, more = ''): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width)}"${more && ` ${more}`}/>`;
}

/** A group moved to x, y, turned by `angle` degrees clockwise and scaled. */
export function placed(x: number, y: number, angle: number, body: string, scale = 1): string {
  const turn = ((angle % 360) + 360) % 360;
  const move = `translate(${nums(x, y)})${turn ? ` rotate(${num(turn)})` : ''}${scale === 1 ? '' : ` scale(${Math.round(scale * 1000) / 1000})`}`;
  return `<g transform="${move}">${body}</g>`;
}

/** Digits or a short code, centred on x, y; as outlines, so that no font is needed. Throws on a character without one. */
export function label(x: number, y: number, size: number, text: string, fill: string, more = ''): string {
  const scale = size / glyphEm;
  let width = 0;
  const parts = [...text].map((char) => {
    const glyph = glyphs.get(char);
    if (!glyph) throw new Error(`No outline for the character “${char}”`);
    const shape = { at: width, d: glyph.d };
    width += glyph.advance;
    return shape;
  });
  const attributes = `transform="translate(${nums(x - (width * scale) / 2, y + size * 0.355)}) scale(${Math.round(scale * 10000) / 10000})" fill="${fill}"${more && ` ${more}`}`;
  const [first, ...rest] = parts.filter(({ d }) => d);
  if (!first) return '';
  if (!rest.length && !first.at) return `<path ${attributes} d="${first.d}"/>`;
  const moved = rest.map(({ at, d }) => `<path transform="translate(${at})" d="${d}"/>`).join('');
  return `<g ${attributes}><path d="${first.d}"/>${moved}</g>`;
}
