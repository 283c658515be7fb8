import { getCollection, type CollectionEntry } from 'astro:content';
import { formatDay } from '#server/law/rules.ts';
import { nextOccurrence, singleOccurrence, type Deadline } from '#server/movement/rules.ts';
import { strings } from '#src/lib/strings.ts';

export type MovementEntry = CollectionEntry<'movements'>;

const rank = { running: 0, unknown: 1, ended: 2 } as const;

/** All movements: those that run first, then those nobody can vouch for, then the ended ones; the newest of each first. */
export async function listMovements(): Promise<MovementEntry[]> {
  return (await getCollection('movements')).sort(
    (a, b) =>
      rank[a.data.state] - rank[b.data.state] ||
      // A plan without a day of issue stands last of its kind.
      (b.data.issuedOn ?? '').localeCompare(a.data.issuedOn ?? '') ||
      a.id.localeCompare(b.id),
  );
}

/** A movement by its slug; undefined when there is none. */
export const readMovement = async (slug: string | undefined): Promise<MovementEntry | undefined> =>
  (await getCollection('movements')).find(({ id }) => id === slug);

/** The two halves of a title: what people are asked to do, and whose plan it is. */
export function titleOf({ data }: MovementEntry): { call: string; plan: string } {
  const [call, ...rest] = data.title.split(': ');
  const plan = rest.join(': ');
  return { call: call!, plan: plan.charAt(0).toUpperCase() + plan.slice(1) };
}

/** `2023` → `năm 2023`, `2023-11` → `tháng 11/2023`, `2023-10-25` → `25/10/2023`; null → not given. */
export function issuedVi(issuedOn: string | null): string {
  if (issuedOn === null) return 'bản tin không ghi';
  const parts = issuedOn.split('-').length;
  return parts === 1
    ? `năm ${issuedOn}`
    : parts === 2
      ? `tháng ${formatDay(issuedOn)} (bản đọc được bỏ trống ngày)`
      : formatDay(issuedOn);
}

/** A deadline as a table shows it. `sortKey`: month and day, or the whole day; empty for one without a date. */
export type ShownDeadline = {
  deadline: Deadline;
  when: string;
  note: string;
  isPast: boolean;
  sortKey: string;
};

/**
 * When a deadline falls and how it stands on a day.
 * @param state of the movement: an ended one has no next time
 */
export function showDeadline(
  deadline: Deadline,
  state: MovementEntry['data']['state'],
  today: string,
): ShownDeadline {
  const words = strings.movements;
  const limit = deadline.isInclusive ? words.atLatest : words.before;
  const once = singleOccurrence(deadline);
  if (once) {
    const isPast = once.lastOn < today;
    return {
      deadline,
      when: `${limit} ${formatDay(once.namedOn)}`,
      note: isPast ? words.past : '',
      isPast,
      sortKey: once.namedOn,
    };
  }
  const next = nextOccurrence(deadline, today);
  if (!next) return { deadline, when: words.undated, note: '', isPast: state === 'ended', sortKey: '' };
  const [, month, day] = next.namedOn.split('-');
  const note = {
    running: `lần tới: muộn nhất hết ngày ${formatDay(next.lastOn)}`,
    unknown: `nếu còn chạy, lần tới muộn nhất hết ngày ${formatDay(next.lastOn)}`,
    ended: words.past,
  }[state];
  return {
    deadline,
    when: `${limit} ${day}/${month} ${words.yearly}`,
    note,
    isPast: state === 'ended',
    sortKey: `9999-${month}-${day}`,
  };
}
