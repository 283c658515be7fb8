import type { TaskResponse } from '#content/schema.ts';
import type { PlayerView } from '#server/classroom/service.ts';
import { actIdOf, anchorOf, formatDay, type Segment } from '#server/law/rules.ts';
import type { LawOfAnswer } from '#server/quiz/rules.ts';
import { playWords as words } from '#src/lib/play-words.ts';
import { answerLines } from './answer-words.ts';
import { h } from './element.ts';
import { letterOf, markOf, signOf, verdictOf, type VerdictKind } from './signs.ts';
import { placesOf, textsOf } from './tasks/choice.ts';
import { spotMap } from './tasks/hotspot.ts';

type Question = NonNullable<PlayerView['question']>;
type Reveal = NonNullable<PlayerView['reveal']>;

const explanationOf = (segments: readonly Segment[]): HTMLElement =>
  h(
    'p',
    {},
    ...segments.flatMap((segment) => [
      segment.text,
      segment.kind === 'figure' && segment.isSingleSource && h('span', { class: 'doubt' }, words.check),
    ]),
  );

const lawLine = (law: LawOfAnswer): HTMLElement =>
  h(
    'p',
    { class: 'source' },
    h(
      'a',
      {
        href: `/luat/${actIdOf(law.provisionId)}/#${anchorOf(law.provisionId)}`,
        target: '_blank',
        rel: 'noopener',
      },
      law.citation,
    ),
    law.isSingleSource && h('span', { class: 'doubt' }, words.check),
    ` · ${words.from} ${formatDay(law.from)} · ${words.checked} ${formatDay(law.checkedOn)}`,
    law.noteVi !== null && h('span', { class: 'note' }, law.noteVi),
  );

/** Right signs and the chosen wrong ones; nothing is said by colour alone. */
function signRows({ task }: Question, { right }: Reveal, response: TaskResponse | null): HTMLElement | null {
  if (task.kind !== 'one' && task.kind !== 'several' && task.kind !== 'true-false') return null;
  const isRight = new Set(placesOf(right));
  const isChosen = new Set(placesOf(response));
  const texts = textsOf(task);
  const shown = [...texts.keys()].filter((place) => isRight.has(place) || isChosen.has(place));
  return h(
    'ul',
    { class: 'options is-over' },
    ...shown.map((place) =>
      h(
        'li',
        { class: `option at-${Math.min(place, 4)} ${isRight.has(place) ? 'is-right' : 'is-wrong'}` },
        signOf(place),
        h(
          'span',
          { class: 'words' },
          h('span', { class: 'hidden' }, `${letterOf(place)}. `),
          texts[place]!,
          h(
            'span',
            { class: 'tag' },
            markOf(isRight.has(place) ? 'right' : 'wrong'),
            isRight.has(place)
              ? `${words.rightOne}${isChosen.has(place) ? `, ${words.chosen.toLowerCase()}` : ''}`
              : words.chosen,
          ),
        ),
      ),
    ),
  );
}

function answerList(question: Question, { right }: Reveal, response: TaskResponse | null, kind: VerdictKind) {
  const list = (name: string, lines: readonly string[]) =>
    h('div', { class: 'lines' }, h('h2', {}, name), h('ul', {}, ...lines.map((line) => h('li', {}, line))));
  return h(
    'div',
    {},
    list(words.rightAnswer, answerLines(question.task, right)),
    kind !== 'right' && response && list(words.yourAnswer, answerLines(question.task, response)),
  );
}

/** The picture once more, with the right place and the chosen one. */
function placesOn({ task, picture }: Question, { right }: Reveal, response: TaskResponse | null) {
  if (task.kind !== 'hotspot' || right.kind !== 'hotspot' || !picture) return null;
  const { element, marks } = spotMap(picture, task.spots, () => undefined);
  marks.forEach((mark, place) => {
    if (place === right.spot) mark.classList.add('is-right');
    else if (response?.kind === 'hotspot' && place === response.spot) mark.classList.add('is-wrong');
    else mark.hidden = true;
  });
  return element;
}

/**
 * A question when it is over: what the answer was worth, what is right, why, and where the law says so.
 * @param late sentence on an answer that was not counted; null: there is none
 */
export function outcomeOf(
  question: Question,
  reveal: Reveal,
  { response, markPct, points }: PlayerView['own'],
  late: string | null,
): HTMLElement {
  const kind = verdictOf(response ? (markPct ?? 0) : null);
  return h(
    'div',
    { class: 'outcome' },
    h('h1', { class: `verdict is-${kind}`, tabindex: -1 }, markOf(kind), words.verdict[kind]),
    late !== null && h('p', { class: 'problem' }, late),
    h('p', { class: 'asked' }, question.text),
    placesOn(question, reveal, response),
    signRows(question, reveal, response) ?? answerList(question, reveal, response, kind),
    h('div', { class: 'why' }, explanationOf(reveal.explanation), lawLine(reveal.law)),
    points !== null && h('p', { class: 'points' }, words.points(points.toLocaleString('vi'))),
    h('p', {}, words.next),
  );
}
