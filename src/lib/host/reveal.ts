import { answerWords, letterAt, receiptWords } from '#server/classroom/rules.ts';
import type { HostView } from '#server/classroom/service.ts';
import { hostWords } from '../host-words.ts';
import { h, s } from './dom.ts';
import { choicesOf, type Asked } from './question.ts';
import { shape } from './shapes.ts';

const words = hostWords.lead;
type Revealed = NonNullable<HostView['reveal']>;
type Response = NonNullable<HostView['tally']>[number]['response'];

const FULL_PCT = 100;
/** More different answers than this do not fit the wall. */
const ROWS = 5;

const tick = (): SVGElement =>
  s(
    'svg',
    { class: 'quiz-verdict', width: 18, height: 18, viewBox: '0 0 18 18', 'aria-hidden': 'true' },
    s('path', { d: 'M2.5 9.5l4.5 4.5 8.5-10' }),
  );
const rightBadge = (): HTMLElement => h('span', { class: 'quiz-state' }, tick(), words.isRight);

/** Places that an answer chooses. */
function placesIn(answer: Response | Revealed['right']): number[] {
  if (answer.kind === 'one') return [answer.choice];
  if (answer.kind === 'several') return answer.choices;
  if (answer.kind === 'hotspot') return [answer.spot];
  return answer.kind === 'true-false' ? [answer.isTrue ? 0 : 1] : [];
}

function bar(count: number, most: number, isRight: boolean): HTMLElement {
  const length = most === 0 ? 0 : (FULL_PCT * count) / most;
  return h(
    'td',
    {},
    s(
      'svg',
      { class: 'pj-bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      s('rect', { width: length, height: 10 }),
    ),
    h('span', { class: 'pj-answer' }, words.people(count), isRight ? rightBadge() : null),
  );
}

const row = (head: (Node | string)[], count: number, most: number, isRight: boolean): HTMLElement =>
  h(
    'tr',
    { class: isRight ? 'right' : null },
    h('th', { scope: 'row' }, h('span', { class: 'pj-answer' }, ...head)),
    bar(count, most, isRight),
  );

function choiceRows(task: Asked['task'], right: Revealed['right'], tally: NonNullable<HostView['tally']>) {
  const choices = choicesOf(task);
  const counts = choices.map((_, at) =>
    tally.reduce((sum, { response, count }) => sum + (placesIn(response).includes(at) ? count : 0), 0),
  );
  const rights = placesIn(right);
  return choices.map(({ letter, text }, at) =>
    row([shape(at, letter), h('span', {}, text)], counts[at]!, Math.max(...counts, 1), rights.includes(at)),
  );
}

const marked = (mark: string, text: string): HTMLElement =>
  h('li', {}, h('b', { class: 'pj-mark' }, mark), h('span', {}, text));

/** The right answer in full: what has an order as a list, with the marks of the question. */
function spelled(task: Asked['task'], answer: Response | Revealed['right']): HTMLElement {
  if (task.kind === 'ordering' && answer.kind === 'ordering')
    return h(
      'ol',
      { class: 'pj-spelled' },
      ...answer.places.map((at) => marked(letterAt(at), task.items[at]!)),
    );
  if (task.kind === 'matching' && answer.kind === 'matching')
    return h(
      'ul',
      { class: 'pj-spelled' },
      ...task.lefts.map((left, at) => {
        const place = answer.rights[at];
        return place == null
          ? marked(`${at + 1}`, left)
          : marked(`${at + 1}${letterAt(place)}`, `${left}: ${task.rights[place]}`);
      }),
    );
  return h('span', {}, answerWords(task, answer));
}

/** Another answer: by its marks where the right one above spells them out. */
const shortly = (task: Asked['task'], answer: Response): string =>
  task.kind === 'ordering' || task.kind === 'matching' ? receiptWords(answer) : answerWords(task, answer);

/** Answers made up by pupils may say anything: of typed texts the wall shows only those that are right. */
function answerRows(task: Asked['task'], right: Revealed['right'], tally: NonNullable<HostView['tally']>) {
  const mayShow = ({ markPct, response }: (typeof tally)[number]) =>
    response.kind !== 'short' || markPct === FULL_PCT;
  const shown = tally.filter(mayShow).slice(0, ROWS);
  const rest = tally.filter((each) => !shown.includes(each)).reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(...shown.map(({ count }) => count), rest, 1);
  // The right one first: it spells out the marks of the others.
  shown.sort((a, b) => Number(b.markPct === FULL_PCT) - Number(a.markPct === FULL_PCT));
  return [
    ...(shown.some(({ markPct }) => markPct === FULL_PCT)
      ? []
      : [row([spelled(task, right)], 0, most, true)]),
    ...shown.map(({ response, count, markPct }) =>
      row(
        [markPct === FULL_PCT ? spelled(task, response) : h('span', {}, shortly(task, response))],
        count,
        most,
        markPct === FULL_PCT,
      ),
    ),
    ...(rest > 0 ? [row([h('span', {}, words.others)], rest, most, false)] : []),
  ];
}

/** How the class answered, with the right answer marked. */
export function answersOf({ question, reveal, tally }: HostView): HTMLElement {
  const { task } = question!;
  const given = tally ?? [];
  const rows =
    choicesOf(task).length > 0
      ? choiceRows(task, reveal!.right, given)
      : answerRows(task, reveal!.right, given);
  return h(
    'table',
    { class: `pj-answers${rows.length > 4 ? ' small' : ''}` },
    h('caption', { class: 'hidden' }, words.how),
    h(
      'thead',
      { class: 'hidden' },
      h('tr', {}, h('th', { scope: 'col' }, words.answer), h('th', { scope: 'col' }, words.many)),
    ),
    h('tbody', {}, ...rows),
  );
}

const day = (on: string): string => on.split('-').reverse().join('/');

/** Why the right answer is right, by which law, and what the class believes instead. */
export function whyOf({ reveal, beliefs }: HostView): HTMLElement {
  const { explanation, law } = reveal!;
  const belief = beliefs[0];
  return h(
    'div',
    { class: 'pj-why' },
    h('h2', { class: 'hidden' }, words.why),
    h(
      'p',
      { class: 'pj-explanation' },
      ...explanation.map((segment) =>
        segment.kind === 'figure' && segment.isSingleSource
          ? `${segment.text} (${words.check})`
          : segment.text,
      ),
    ),
    h(
      'p',
      { class: 'pj-law' },
      `${law.citation}, ${words.from} ${day(law.from)}.`,
      law.isSingleSource ? h('span', { class: 'mark' }, words.check) : null,
    ),
    belief
      ? h('p', { class: 'pj-belief' }, h('strong', {}, words.belief(belief.count)), ` ${belief.text}`)
      : null,
  );
}

/** How the teams stand; null without teams. */
export function teamsOf({ teams }: HostView): HTMLElement | null {
  if (teams.length === 0) return null;
  const most = Math.max(...teams.map(({ points }) => points), 1);
  return h(
    'table',
    { class: 'pj-teams' },
    h('caption', {}, words.teams, ' ', h('span', { class: 'source' }, words.teamPoints)),
    h(
      'tbody',
      {},
      ...teams.map(({ team, points }) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, words.team(team)),
          h(
            'td',
            {},
            s(
              'svg',
              { class: 'pj-bar', viewBox: '0 0 100 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
              s('rect', { width: (FULL_PCT * points) / most, height: 10 }),
            ),
            h('span', {}, words.points(points)),
          ),
        ),
      ),
    ),
  );
}
