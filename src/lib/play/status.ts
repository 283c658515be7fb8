import type { PlayerEntry } from '#server/classroom/service.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { drawing, h, part } from './element.ts';
import type { LineState } from './line.ts';

const DASHES = 15;
/** Once, so that whoever does not see the clock is not hurried by it. */
const WARN_AT_SECONDS = 10;
/** A line that is back sooner was never missed. */
const MISSED_MS = 800;

/** Time left, in figures and as dashes of the centre line. @param time null: nothing runs */
export function setTimeLeft(time: { leftMs: number; wholeMs: number } | 'paused' | null): void {
  const clock = part('dong-ho');
  const dashes = part('vach');
  dashes.hidden = time === null || time === 'paused';
  if (time === null || time === 'paused') {
    delete clock.dataset['up'];
    delete clock.dataset['seconds'];
    const text = time === null ? '' : words.paused;
    if (clock.textContent !== text) clock.textContent = text;
    return;
  }
  const seconds = Math.max(0, Math.ceil(time.leftMs / 1000));
  clock.dataset['up'] = String(time.leftMs <= 0);
  if (clock.dataset['seconds'] === String(seconds)) return;
  clock.dataset['seconds'] = String(seconds);
  clock.replaceChildren(h('b', {}, String(seconds)), ` ${words.seconds}`);
  if (dashes.childElementCount === 0)
    dashes.append(
      drawing(
        `<svg viewBox="0 0 ${DASHES * 22 - 8} 6" aria-hidden="true">${Array.from({ length: DASHES }, (_, at) => `<rect x="${at * 22}" width="14" height="6"/>`).join('')}</svg>`,
      ),
    );
  const left = Math.ceil((DASHES * time.leftMs) / Math.max(1, time.wholeMs));
  dashes.querySelectorAll('rect').forEach((dash, at) => dash.classList.toggle('is-left', at < left));
  part('con-lai').textContent =
    seconds === WARN_AT_SECONDS && time.wholeMs > 2000 * WARN_AT_SECONDS ? words.secondsLeft(seconds) : '';
}

let missing: ReturnType<typeof setTimeout> | undefined;

/** Whether news comes, and who one is. @param state null: it need not come any more */
export function showLine(
  state: LineState | null,
  { seatName, team, resumeCode }: PlayerEntry,
  code: string,
): void {
  clearTimeout(missing);
  const line = part('duong-noi');
  line.hidden = state === null;
  if (state === null) return;
  const write = () => {
    line.dataset['state'] = state;
    line.replaceChildren(
      h('span', { class: 'dot', 'aria-hidden': 'true' }),
      h('span', { role: 'status' }, words.line[state]),
      ` · ${seatName}${team === null ? '' : `, ${words.lobby.team(team).toLowerCase()}`} · ${words.code(code)} · ${words.resumeCode(resumeCode)}`,
    );
  };
  if (state === 'broken') missing = setTimeout(write, MISSED_MS);
  else write();
}
