import type { Scene } from '#content/schema.ts';
import { checkBreak, checkLawful } from './verdict.ts';
import { isOnRoad, pathPoints } from './ground.ts';
import { checkInsets } from './inset.ts';
import type { Layout } from './layout.ts';
import { layOut, pxPerMetre, viewOf } from './layout.ts';
import { badgeRadius, calloutRadius } from './overlay.ts';
import type { PlacedVehicle } from './place.ts';
import { badgePoint, boxAround, corners, focusOf, overlaps, placeVehicle } from './place.ts';
import { faceHeight, faceRadius } from './signs.ts';

/**
 * What is wrong with a scene, one English sentence per problem; empty when nothing is.
 *
 * - Shape is the schema's business (`Scene.parse` first); this looks at sense: one focus, vehicles in their lanes and
 *   clear of each other, signs off the roadway, numbers readable, and the verdict borne out by what is drawn.
 * - `parkingMetres`: least distance of stopped vehicles from the edge of a crossing road, metres.
 *   Default 5, which is what the law says on 2026-11-21 (callers with a registry pass its figure).
 *
 * @source luat-36-2024 art. 18.4.h
 */
export function checkScene(scene: Scene, options: { parkingMetres?: number } = {}): string[] {
  const layout = layOut(scene);
  const parkingPx = (options.parkingMetres ?? 5) * pxPerMetre;
  const problems: string[] = [];
  const placed: PlacedVehicle[] = [];
  scene.vehicles.forEach((vehicle, index) => {
    const found = placeVehicle(scene, layout, vehicle);
    if (found) placed.push(found);
    else problems.push(`Vehicle ${index + 1} (${vehicle.kind}) stands on an unknown road or lane.`);
  });
  problems.push(
    ...checkText(scene),
    ...checkReferences(scene, layout),
    ...checkFocus(scene),
    ...placed.flatMap((each) => checkPlace(scene, layout, each)),
    ...checkOverlaps(placed),
    ...checkSigns(scene, layout),
    ...checkNumbers(scene, layout, placed),
    ...checkPaths(scene, layout),
    ...checkInsets(scene, viewOf(scene)),
  );
  if (problems.length) return problems;
  return scene.verdict === 'lawful'
    ? checkLawful(scene, layout, placed, parkingPx)
    : checkBreak(scene, layout, placed, parkingPx);
}

function checkText(scene: Scene): string[] {
  const texts = [scene.title, scene.description, scene.caption, ...scene.callouts.map((each) => each.text)];
  return texts.filter((text) => text !== text.normalize('NFC')).map((text) => `Text is not NFC: “${text}”.`);
}

function checkReferences(scene: Scene, layout: Layout): string[] {
  const problems: string[] = [];
  const ids = scene.roads.map((each) => each.id);
  if (new Set(ids).size < ids.length) problems.push('Two roads share an id.');
  for (const each of layout.roads)
    if (!each.lanes.length) problems.push(`Road ${each.road.id} has no lanes.`);
  for (const each of scene.junctions) {
    const found = layout.junctions.find(
      ({ h, v }) => each.roads.includes(h.road.id) && each.roads.includes(v.road.id),
    );
    if (!found) problems.push(`Roads ${each.roads.join(' and ')} do not cross.`);
    for (const arm of ['west', 'east', 'north', 'south'] as const) {
      if (found && each[arm] && !found.arms[arm])
        problems.push(`Junction of ${each.roads.join(' and ')} has no ${arm} arm.`);
    }
  }
  for (const each of [...scene.bays, ...scene.crossings])
    if (!ids.includes(each.road)) problems.push(`Road ${each.road} does not exist.`);
  for (const each of scene.markings) {
    const of = layout.roads.find(({ road }) => road.id === each.road);
    if (!of?.lanes.some((lane) => lane.id === each.lane))
      problems.push(`Marking ${each.kind} lies on an unknown lane ${each.road}/${each.lane}.`);
  }
  for (const of of layout.roads) {
    for (const lane of of.lanes.filter(
      ({ kind }) => kind === 'motorbike' || kind === 'bicycle' || kind === 'bus',
    )) {
      const told = scene.markings.some(
        (each) => each.road === of.road.id && each.lane === lane.id && each.kind === lane.kind,
      );
      if (!told)
        problems.push(
          `Lane ${of.road.id}/${lane.id} is a ${lane.kind} lane, but no marking of that kind lies on it.`,
        );
    }
  }
  if (scene.vehicles.some((each) => each.kind === 'train') && !scene.railway)
    problems.push('A train needs a railway.');
  return problems;
}

function checkFocus(scene: Scene): string[] {
  const count = [...scene.vehicles, ...scene.people].filter((each) => each.focus).length;
  // A picture without a verdict may be of several vehicles alike.
  const isEnough = count === 1 || (count === 0 && !scene.showBadge);
  const problems = isEnough ? [] : [`A scene has exactly one focus, this one has ${count}.`];
  if (scene.verdict === 'violation' && !scene.breaks)
    problems.push('A violation scene says what the focus breaks.');
  if (scene.verdict === 'lawful' && scene.breaks) problems.push('A lawful scene breaks nothing.');
  return problems;
}

function checkPlace(scene: Scene, layout: Layout, { vehicle, pose, of, lane }: PlacedVehicle): string[] {
  const name = `${vehicle.kind} at ${vehicle.at}`;
  const view = viewOf(scene);
  const box = boxAround(corners(pose));
  const problems: string[] = [];
  const inside =
    box.left >= view.x &&
    box.right <= view.x + view.width &&
    box.top >= view.y &&
    box.bottom <= view.y + view.height;
  const touches =
    pose.x > view.x - pose.length * 0.3 &&
    pose.x < view.x + view.width + pose.length * 0.3 &&
    pose.y > view.y - pose.length * 0.3 &&
    pose.y < view.y + view.height + pose.length * 0.3;
  if (vehicle.focus && !inside) problems.push(`The focus (${name}) is not wholly in the view.`);
  if (!vehicle.focus && !touches) problems.push(`The ${name} is out of the view.`);
  if (!of || !lane || vehicle.off) return problems;
  const across = of.road.axis === 'h' ? [box.top, box.bottom] : [box.left, box.right];
  const turned = typeof vehicle.heading === 'number';
  const free = turned || (vehicle.focus && scene.verdict === 'violation');
  if (!free && (across[0]! < lane.lo - 2 || across[1]! > lane.hi + 2))
    problems.push(`The ${name} is not inside lane ${of.road.id}/${lane.id}.`);
  if (turned && !corners(pose, -6).every((point) => isOnRoad(scene, layout, point)))
    problems.push(`The ${name} leaves the roadway.`);
  if (!turned && !isOnRoad(scene, layout, pose) && !free)
    problems.push(`The ${name} stands beyond the end of road ${of.road.id}.`);
  return problems;
}

function checkOverlaps(placed: PlacedVehicle[]): string[] {
  const problems: string[] = [];
  placed.forEach((one, index) => {
    for (const other of placed.slice(index + 1)) {
      if (overlaps(one.pose, other.pose))
        problems.push(
          `The ${one.vehicle.kind} at ${one.vehicle.at} and the ${other.vehicle.kind} at ${other.vehicle.at} overlap.`,
        );
    }
  });
  return problems;
}

function checkSigns(scene: Scene, layout: Layout): string[] {
  const { x, y, width, height, k } = viewOf(scene);
  return scene.signs.flatMap((sign) => {
    const problems: string[] = [];
    const scale = k * sign.scale;
    const [top, half] = [sign.y - (faceHeight + faceRadius) * scale, faceRadius * scale];
    if (isOnRoad(scene, layout, sign))
      problems.push(`Sign ${sign.code} at ${sign.x}, ${sign.y} stands on the roadway.`);
    if (sign.x - half < x || sign.x + half > x + width || top < y || sign.y > y + height)
      problems.push(`Sign ${sign.code} at ${sign.x}, ${sign.y} is cut off by the view.`);
    const signal = sign.code === 'light' || sign.code === 'rail-light';
    if (signal !== (sign.state !== undefined) && !sign.absent)
      problems.push(`Sign ${sign.code}: only signals have a state, and they need one.`);
    if ((sign.code === 'P.127' || sign.code === 'DP.134') !== (sign.number !== undefined) && !sign.absent)
      problems.push(`Sign ${sign.code}: only P.127 and DP.134 have a number, and they need one.`);
    return problems;
  });
}

function checkNumbers(scene: Scene, layout: Layout, placed: PlacedVehicle[]): string[] {
  const view = viewOf(scene);
  const problems: string[] = [];
  const radius = calloutRadius * view.k;
  const { callouts } = scene;
  if (callouts.length === 1 || (callouts.length === 0 && scene.showBadge))
    problems.push(`A scene has two to four callouts, this one has ${callouts.length}.`);
  if (callouts.some((each, index) => each.number !== index + 1))
    problems.push('Callouts are numbered 1, 2, 3 in order.');
  const focus = focusOf(scene, layout);
  const badge = focus && scene.showBadge ? badgePoint(scene, focus, view) : null;
  const within = (at: { x: number; y: number }, size: number) =>
    at.x - size >= view.x &&
    at.x + size <= view.x + view.width &&
    at.y - size >= view.y &&
    at.y + size <= view.y + view.height;
  if (badge && !within(badge, badgeRadius * view.k))
    problems.push('The verdict badge is not inside the view.');
  callouts.forEach((each, index) => {
    if (!within(each, radius)) problems.push(`Callout ${each.number} is not inside the view.`);
    for (const other of callouts.slice(index + 1)) {
      if (Math.hypot(each.x - other.x, each.y - other.y) < 2 * radius)
        problems.push(`Callouts ${each.number} and ${other.number} cover each other.`);
    }
    if (badge && Math.hypot(each.x - badge.x, each.y - badge.y) < radius + badgeRadius * view.k - 2)
      problems.push(`Callout ${each.number} and the badge cover each other.`);
    const hit = placed.find(({ pose }) =>
      overlaps(pose, { x: each.x, y: each.y, angle: 0, length: radius * 1.2, width: radius * 1.2 }),
    );
    if (hit) problems.push(`Callout ${each.number} covers the ${hit.vehicle.kind} at ${hit.vehicle.at}.`);
  });
  return problems;
}

function checkPaths(scene: Scene, layout: Layout): string[] {
  const focus = focusOf(scene, layout);
  const strict = scene.verdict === 'lawful' || !['position', 'lane', 'other'].includes(scene.breaks ?? '');
  return scene.paths.flatMap((path, index) => {
    const points = pathPoints(path);
    const problems: string[] = [];
    const wheels = path.kind !== 'neutral';
    const reach = focus?.vehicle ? focus.vehicle.pose.length / 2 + 14 : 30;
    if (wheels && focus && !points.some((point) => Math.hypot(point.x - focus.x, point.y - focus.y) <= reach))
      problems.push(`Path ${index + 1} does not touch the focus.`);
    if (wheels && path.kind !== scene.verdict)
      problems.push(`Path ${index + 1} is ${path.kind} in a ${scene.verdict} scene.`);
    const view = viewOf(scene);
    const seen = points.filter(
      (point) =>
        point.x > view.x &&
        point.x < view.x + view.width &&
        point.y > view.y &&
        point.y < view.y + view.height,
    );
    if (wheels && strict && focus?.vehicle && !seen.every((point) => isOnRoad(scene, layout, point)))
      problems.push(`Path ${index + 1} leaves the roadway.`);
    return problems;
  });
}
