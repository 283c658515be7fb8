import type { ShownTask } from '#server/quiz/rules.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { h } from '../element.ts';
import { isOff, sendRow, setOff, type Field, type GiveAnswer } from './field.ts';

type Spots = Extract<ShownTask, { kind: 'hotspot' }>['spots'];
export type Picture = { src: string; alt: string };
/** The part of the scene that a picture shows, canvas px. */
type Frame = { x: number; y: number; width: number; height: number };

/** Scenes carry no size of their own: only their text says which part of the canvas they show. */
async function frameOf(src: string): Promise<Frame | null> {
  const text = await (await fetch(src)).text();
  const [, box] = /viewBox="([^"]+)"/.exec(text) ?? [];
  const [x, y, width, height] = (box ?? '').split(/[\s,]+/).map(Number);
  return x !== undefined && y !== undefined && width && height ? { x, y, width, height } : null;
}

/** The place that a point of the canvas belongs to: the nearest whose circle holds it. */
export function spotAt(spots: Spots, xPx: number, yPx: number): number | null {
  const [nearest] = spots
    .map((spot, place) => ({ place, spot, awayPx: Math.hypot(spot.xPx - xPx, spot.yPx - yPx) }))
    .filter(({ spot, awayPx }) => awayPx <= spot.radiusPx)
    .sort((a, b) => a.awayPx - b.awayPx);
  return nearest?.place ?? null;
}

/** The picture with the numbers of its places. @param onPoint a place was tapped */
export function spotMap(picture: Picture, spots: Spots, onPoint: (place: number) => void) {
  const marks = spots.map((_, place) =>
    h('span', { class: 'spot', 'aria-hidden': 'true' }, String(place + 1)),
  );
  const image = h('img', { src: picture.src, alt: picture.alt, width: 480, height: 360 });
  const element = h('div', { class: 'map' }, image);
  let frame: Frame | null = null;
  // Without it the list below still does everything.
  void frameOf(picture.src).then(
    (found) => {
      if (!found) return;
      frame = found;
      spots.forEach(({ xPx, yPx }, place) => {
        marks[place]!.style.left = `${(100 * (xPx - found.x)) / found.width}%`;
        marks[place]!.style.top = `${(100 * (yPx - found.y)) / found.height}%`;
      });
      element.append(...marks);
    },
    () => undefined,
  );
  image.addEventListener('click', ({ offsetX, offsetY }) => {
    if (!frame) return;
    const place = spotAt(
      spots,
      frame.x + (offsetX / image.clientWidth) * frame.width,
      frame.y + (offsetY / image.clientHeight) * frame.height,
    );
    if (place !== null) onPoint(place);
  });
  return { element, marks };
}

/** A place is tapped on the picture or chosen by its words; then it is sent. */
export function hotspotField(
  task: Extract<ShownTask, { kind: 'hotspot' }>,
  picture: Picture | null,
  give: GiveAnswer,
): Field {
  let chosen: number | null = null;
  const map = picture ? spotMap(picture, task.spots, (place) => choose(place)) : null;
  const buttons = task.spots.map(({ label }, place) =>
    h(
      'button',
      { type: 'button', class: 'row', onclick: () => choose(place) },
      h('span', { class: 'badge' }, String(place + 1)),
      h('span', {}, label),
    ),
  );
  const draw = () =>
    buttons.forEach((button, place) => {
      button.setAttribute('aria-pressed', String(place === chosen));
      button.classList.toggle('is-chosen', place === chosen);
      map?.marks[place]!.classList.toggle('is-chosen', place === chosen);
    });
  const choose = (place: number) => {
    if (isOff(buttons[0]!)) return;
    chosen = place;
    draw();
  };
  const send = sendRow(give, () =>
    chosen === null ? words.incomplete.hotspot : { kind: 'hotspot', spot: chosen },
  );
  draw();
  return {
    element: h(
      'div',
      { class: 'field' },
      map && map.element,
      h('ol', { class: 'rows' }, ...buttons.map((button) => h('li', {}, button))),
      send.element,
    ),
    show: (response, isLocked) => {
      if (response?.kind === 'hotspot') chosen = response.spot;
      draw();
      for (const button of buttons) setOff(button, isLocked);
      send.lock(isLocked);
    },
  };
}
