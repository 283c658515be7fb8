import type { Scene } from '#content/schema.ts';
import { layOut, viewOf } from './layout.ts';
import { drawMarkings } from './markings.ts';
import { badgePoint, focusOf, placeVehicle } from './place.ts';
import type { PlacedVehicle } from './place.ts';
import { drawGhost } from './ghosts.ts';
import { drawInset } from './inset.ts';
import { drawBadge, drawBubble, drawCallout, drawPath, viewBox } from './overlay.ts';
import { drawPerson } from './people.ts';
import { drawProfile } from './profile.ts';
import { drawBarriers, drawRails, drawRoads } from './road.ts';
import { drawScenery } from './scenery.ts';
import { drawSign, isSignCode, signFace } from './signs.ts';
import { escapeText, nums } from './svg.ts';
import { drawShadow, drawVehicle, paintOf } from './vehicles.ts';

export { vehicleSize } from './place.ts';

/**
 * The scene as a self-contained SVG document (string), seen from above, 22 px = 1 m.
 *
 * - Same scene and prefix, same string: no clock, no randomness.
 * - No `style`, no external references: fit for a strict content policy and for librsvg. It has a viewBox and
 *   no size of its own, so the page gives it one.
 * - `idPrefix` starts every id; give each scene on a page its own. Default `scene`.
 * - `isQuestion` leaves out all that tells the verdict: badge, numbers, the colours of movements and close-ups.
 * - The caller prints `callouts[].text` below the picture; only the numbers are inside.
 * - The scene is drawn as it is; `checkScene` (check.ts) says whether it is right.
 */
export function renderScene(given: Scene, options: { idPrefix?: string; isQuestion?: boolean } = {}): string {
  const scene = options.isQuestion ? asQuestion(given) : given;
  const verdict = options.isQuestion ? null : scene.verdict;
  const prefix = options.idPrefix ?? 'scene';
  const view = viewOf(scene);
  const layout = layOut(scene);
  const placed = scene.vehicles
    .map((vehicle) => placeVehicle(scene, layout, vehicle))
    .filter((each) => each !== null);
  const focus = focusOf(scene, layout);
  const drawing = drawVehicles(placed, prefix);
  const paths = scene.paths.map((each) => drawPath(each, view.k)).join('');
  const content = [
    drawRoads(scene, layout, view),
    drawScenery(scene, 'below'),
    drawMarkings(scene, layout, view),
    drawRails(scene, view),
    scene.ghosts.map((ghost) => drawGhost(ghost, view.k)).join(''),
    paths,
    drawing.body,
    scene.people.map(drawPerson).join(''),
    drawBarriers(scene, layout),
    drawScenery(scene, 'above'),
    scene.signs.map((sign) => drawSign(sign, view.k)).join(''),
    scene.insets.map((inset) => drawInset(inset, verdict, view.k)).join(''),
    scene.profile ? drawProfile(scene.profile, view.k) : '',
    focus && scene.showBadge ? drawBadge(scene.verdict, badgePoint(scene, focus, view), view.k) : '',
    scene.bubbles.map((bubble) => drawBubble(bubble, view.k)).join(''),
    scene.callouts.map((callout) => drawCallout(callout, view.k)).join(''),
  ].join('');
  const head = `<title id="${prefix}-t">${escapeText(scene.title)}</title><desc id="${prefix}-d">${escapeText(scene.description)}</desc>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox(view)}" role="img" aria-labelledby="${prefix}-t" aria-describedby="${prefix}-d">${head}${drawing.defs}${content}</svg>`;
}

const asQuestion = (scene: Scene): Scene => ({
  ...scene,
  showBadge: false,
  callouts: [],
  paths: scene.paths.map((movement) => ({ ...movement, kind: 'neutral' })),
});

/** Vehicles in order, shadows first; a drawing (or riders) that occurs twice is defined once. */
function drawVehicles(placed: PlacedVehicle[], prefix: string): { defs: string; body: string } {
  const drawn = placed.map((each) => ({ each, ...drawVehicle(each.vehicle) }));
  const counts = new Map<string, number>();
  for (const shape of drawn.flatMap(({ body, over }) => [body, over]))
    counts.set(shape, (counts.get(shape) ?? 0) + 1);
  const shared = [...counts].filter(([shape, count]) => count > 1 && shape).map(([shape]) => shape);
  const defs = shared.map((shape, index) => `<g id="${prefix}-v${index}">${shape}</g>`).join('');
  const use = (shape: string, more = '') => {
    const index = shared.indexOf(shape);
    return index < 0 ? shape : `<use href="#${prefix}-v${index}"${more}/>`;
  };
  const body = drawn.map(({ each, under, body: shape, over }) => {
    const { x, y, angle } = each.pose;
    const move = `transform="translate(${nums(x, y)})${angle ? ` rotate(${nums(angle)})` : ''}" color="${paintOf(each.vehicle)}"`;
    if (shared.includes(shape) && !under && !over) return use(shape, ` ${move}`);
    return `<g ${move}>${under}${use(shape)}${use(over)}</g>`;
  });
  return { defs: defs && `<defs>${defs}</defs>`, body: placed.map(drawShadow).join('') + body.join('') };
}

/** The face of a sign alone as an SVG document, 48 px wide unless the page says otherwise; for lists beside words. */
export function renderSign(code: string): string | null {
  return isSignCode(code)
    ? `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-33 -33 66 66" width="48" height="48" aria-hidden="true">${signFace(code)}</svg>`
    : null;
}
