import type { createCaller } from '#server/router.ts';
import type { formOf } from './desk.ts';
import { instantFrom } from './instant.ts';

type Caller = ReturnType<typeof createCaller>;
type Form = Awaited<ReturnType<typeof formOf>>;

/** Where a form of that page leads: to its preparation, or to the publication that was made or changed. */
export type Taken =
  { to: 'preparation'; id: string } | { to: 'publication'; id: string; done: 'lap' | 'thay' };

/**
 * Does what a form of the page `chuan-bi` asks for by `viec`: `chuan-bi` prepares, `huy` cancels, `lap` begins a publication
 * with the draft that was looked at, `thay` puts it into the one under way, `dinh-chinh` opens a correction of the live one
 * with it. The province, the draft (`so`), the publication (`muc`) and its version (`ban`) are those the form was shown with.
 * @throws TRPCError what the procedures refuse
 */
export async function takePreparation(
  { outcome, publication }: Caller,
  form: Form,
  month: string,
  title: string,
): Promise<Taken> {
  const verb = form.text('viec');
  const province = form.text('ma-tinh');
  if (verb === 'huy') {
    const id = form.text('lan');
    await outcome.release.cancelPrepare({ id });
    return { to: 'preparation', id };
  }
  const data = { month, draftId: form.text('so') };
  if (verb === 'lap') {
    const embargoAt = instantFrom(form.text('embargoAt'));
    const made = await publication.create({ kind: 'release', title, data, unitCode: province, embargoAt });
    return { to: 'publication', id: made.id, done: 'lap' };
  }
  if (verb === 'thay' || verb === 'dinh-chinh') {
    const id = form.text('muc');
    let version = Number(form.text('ban'));
    if (verb === 'dinh-chinh')
      ({ version } = await publication.step({ id, version, verb: 'correct', reason: form.text('ly-do') }));
    const { dueOn, embargoAt, correction } = await publication.get({ id });
    const plan = { dueOn, embargoAt: embargoAt?.toISOString() ?? null };
    await publication.save({ id, version, title, data, ...plan, correction });
    return { to: 'publication', id, done: 'thay' };
  }
  const { id } = await outcome.release.prepare({ province, month });
  return { to: 'preparation', id };
}
