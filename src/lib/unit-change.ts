import type { Preview } from '#server/units/service.ts';
import { formOf, goTo, tryIt } from './desk.ts';
import { unitWords } from './units-words.ts';

type Form = Awaited<ReturnType<typeof formOf>>;

/** Where a form that changes units stands: being filled in, or seen and waiting to be confirmed. */
export type ChangeStep = {
  form: Form | null;
  /** What would be done; null: nothing was asked, or it cannot be done. */
  preview: Preview | null;
  /** What was asked, to be sent back with the confirmation. */
  seen: string;
  problem: string | null;
  errors: Record<string, string[]>;
  status: number;
};

/** The day and the reason that every such form asks for; a day typed as 21/11/2026 becomes 2026-11-21. */
export function whyOf(form: Form): { onDay: string; reason: string } {
  const typed = form.text('onDay');
  const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed);
  const onDay = parts ? [parts[3], parts[2]!.padStart(2, '0'), parts[1]!.padStart(2, '0')].join('-') : typed;
  return { onDay, reason: form.text('reason') };
}

/**
 * Takes a form of two steps: it is previewed first, then done as it was previewed.
 * @param read what the form says, or a sentence about what it lacks
 * @returns a redirect once it is done
 */
export async function takeChange<Given>(
  request: Request,
  read: (form: Form) => Given | string,
  calls: {
    preview: (given: Given) => Promise<Preview>;
    change: (given: Given, mark: string) => Promise<{ code: string }>;
    done: keyof typeof unitWords.actions;
  },
): Promise<Response | ChangeStep> {
  const step: ChangeStep = { form: null, preview: null, seen: '', problem: null, errors: {}, status: 200 };
  if (request.method !== 'POST') return step;
  const form = await formOf(request);
  const given = read(form);
  if (typeof given === 'string') return { ...step, form, problem: given, status: 400 };
  const seen = JSON.stringify(given);
  let problem: string | null = null;
  let status = 200;
  if (form.text('buoc') === 'lam') {
    if (form.text('da-xem') === seen.normalize('NFC')) {
      const done = await tryIt(() => calls.change(given, form.text('dau')));
      if (done.ok) return goTo(`${unitWords.path}${done.value.code}/?xong=${calls.done}`);
      problem = done.message;
      status = done.status;
    } else problem = unitWords.changedSincePreview;
  }
  const previewed = await tryIt(() => calls.preview(given));
  if (previewed.ok) return { ...step, form, preview: previewed.value, seen, problem, status };
  const errors = Object.fromEntries(
    Object.entries(previewed.fields).map(([path, sentences]) => [path.replace(/^given\./, ''), sentences]),
  );
  return { ...step, form, problem: previewed.message, errors, status: previewed.status };
}
