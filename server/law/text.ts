import type { Registry } from './registry.ts';
import { penaltyOn, provisionOn, periodOn, type Standing } from './validity.ts';
import { fineOf, formatFigure, pointsOf, standingWords } from './words.ts';

/** A piece of a text: plain words, or a figure of law with what it rests on. */
export type Segment =
  | { kind: 'text'; text: string }
  | { kind: 'figure'; text: string; standing: Standing; provisionId: string; isSingleSource: boolean };

const BINDING = /\{\{\s*(fine|points|sanction|value)\s+([^\s}]+)(?:\s+([^\s}]+))?\s*\}\}/gu;

export class UnknownBindingError extends Error {}

/**
 * Puts the law's figures of a day into a text. Bindings: `{{fine ROW}}`, `{{points ROW}}`, `{{sanction ROW}}`,
 * `{{value PROVISION NAME}}`. A figure without data reads “chưa có dữ liệu”; a withheld one “chưa xác nhận”.
 * @throws UnknownBindingError for a row, provision or figure name the registry does not hold
 */
export function bindText(registry: Registry, text: string, day: string): Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(BINDING)) {
    if (match.index > end) segments.push({ kind: 'text', text: text.slice(end, match.index) });
    const [whole, kind, id, name] = match as unknown as [string, string, string, string | undefined];
    segments.push(
      kind === 'value' ? bindValue(registry, id, name, day) : bindPenalty(registry, kind, id, day),
    );
    end = match.index + whole.length;
  }
  if (end < text.length) segments.push({ kind: 'text', text: text.slice(end) });
  return segments;
}

function bindPenalty(registry: Registry, kind: string, id: string, day: string): Segment {
  const row = penaltyOn(registry, id, day);
  if (!row) throw new UnknownBindingError(`{{${kind} ${id}}}: không có dòng phạt này`);
  const provisionId = row.period?.provision ?? registry.penalties.get(id)!.periods[0]!.provision;
  const isHidden = row.period === null || row.standing === 'withheld';
  const words = isHidden
    ? standingWords[row.standing]
    : kind === 'fine'
      ? fineOf(row.period!)
      : kind === 'points'
        ? pointsOf(row.period!) || 'không có điểm để trừ'
        : (row.period!.sanctionVi ?? 'không có hình thức khác');
  return {
    kind: 'figure',
    text: words,
    standing: row.standing,
    provisionId,
    isSingleSource: row.penalty.confidence === 'single-source' && !isHidden,
  };
}

function bindValue(registry: Registry, id: string, name: string | undefined, day: string): Segment {
  const on = provisionOn(registry, id, day);
  if (!on) throw new UnknownBindingError(`{{value ${id} ${name}}}: không có điều khoản này`);
  const known = on.provision.periods.some(
    (period) => name !== undefined && period.figures?.[name] !== undefined,
  );
  if (!known) throw new UnknownBindingError(`{{value ${id} ${name}}}: điều khoản không có số liệu tên này`);
  const period = on.period ?? periodOn(on.provision.periods, day);
  const figure = period?.figures?.[name!];
  const standing = figure ? on.standing : 'no-data';
  return {
    kind: 'figure',
    text: figure ? formatFigure(figure) : standingWords['no-data'],
    standing,
    provisionId: id,
    isSingleSource: period?.confidence === 'single-source',
  };
}

/** The text alone, for titles, images and search; struck figures read as their standing. */
export function plainText(segments: readonly Segment[]): string {
  return segments
    .map((segment) =>
      segment.kind === 'text' || segment.standing === 'in-force'
        ? segment.text
        : standingWords[segment.standing],
    )
    .join('');
}

/**
 * What is wrong with the citations and bindings of a text on a day, one sentence each: unknown or unconfirmed
 * provisions, rows and figures the registry does not hold, withheld rows.
 */
export function lawProblems(
  registry: Registry,
  cites: readonly string[],
  texts: readonly string[],
  day: string,
): string[] {
  const wrongCites = cites.flatMap((id) => {
    const on = provisionOn(registry, id, day);
    if (!on) return [`${id}: không có điều khoản này`];
    const isUnconfirmed = on.provision.periods.every(({ confidence }) => confidence === 'unconfirmed');
    return isUnconfirmed ? [`${id}: điều khoản chưa xác nhận, không được trích dẫn`] : [];
  });
  const wrongTexts = texts.flatMap((text) => {
    try {
      const segments = bindText(registry, text, day);
      return segments.flatMap((segment) =>
        segment.kind === 'figure' && segment.standing === 'withheld'
          ? [`${segment.provisionId}: mức phạt chưa xác nhận, không được gắn vào bài`]
          : [],
      );
    } catch (error) {
      if (error instanceof UnknownBindingError) return [error.message];
      throw error;
    }
  });
  return [...wrongCites, ...wrongTexts];
}
