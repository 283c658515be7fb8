/* npm run icons: draws public/icon-*.png and the site's own share image from the logo, the fonts and the hero scene. */
import { readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { parse } from 'yaml';
import { Scene } from '#content/schema.ts';
import { drawPng, el, picture } from '#server/image/draw.ts';
import { renderScene } from '#server/scene/rules.ts';
import { strings } from '#src/lib/strings.ts';

const logo = readFileSync('public/favicon.svg', 'utf8');
for (const size of [180, 512]) {
  writeFileSync(
    `public/icon-${size}.png`,
    await sharp(Buffer.from(logo), { density: 900 }).resize(size).png({ palette: true }).toBuffer(),
  );
}

const hero = renderScene(Scene.parse(parse(readFileSync('content/scenes/home-hero.yaml', 'utf8'))), {
  idPrefix: 'hero',
});
const card = el(
  'div',
  { width: 1200, height: 630, backgroundColor: '#FFFFFF', color: '#14181D', fontFamily: 'Be Vietnam Pro' },
  el(
    'div',
    { flexDirection: 'column', width: 620, padding: '64px 0 0 64px', gap: 28 },
    el(
      'div',
      { alignItems: 'center', gap: 18, fontSize: 34, fontWeight: 700 },
      picture(logo, 64, 64),
      strings.site,
    ),
    el(
      'div',
      { flexDirection: 'column', fontSize: 62, fontWeight: 700, lineHeight: 1.24 },
      ...strings.tagline.split('. ').map((line) => el('div', {}, line.replace(/\.?$/, '.'))),
    ),
    el('div', { fontSize: 26, lineHeight: 1.5, width: 520 }, strings.description),
  ),
  el('div', { width: 580, height: 630, overflow: 'hidden' }, picture(hero, 788, 630)),
);
writeFileSync('public/chung-duong.png', await drawPng(card, 1200, 630));
