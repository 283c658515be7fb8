import type { TaskKind } from '#content/schema.ts';
import type { ProvisionChoice } from '#server/bank/provisions.ts';
import type { SceneChoice } from '#server/bank/scenes.ts';
import type { Kept } from '#server/bank/write.ts';
import type { QuestionPicture } from '#server/quiz/rules.ts';
import type { PictureView } from '#server/media/rules.ts';
import {
  emptyQuestion,
  questionInput,
  typedQuestion,
  withoutRow,
  withRow,
  withSpot,
  type TypedQuestion,
} from './bank-form.ts';
import { tryIt, type Tried } from './desk.ts';

/** A question on its way through its form: what is typed, what was asked for, what came of it. */
export type QuestionDesk = {
  typed: TypedQuestion;
  errors: Record<string, string[]>;
  problem: string | null;
  done: string | null;
  /** Words beside a picture that is to be uploaded. */
  alt: string;
  query: string;
  /** null: nothing was searched for. */
  found: ProvisionChoice[] | null;
  chosenLabel: string | null;
  scenes: SceneChoice[];
  pictures: { id: string; altText: string }[];
  /** What pupils would see of what is typed; null: it was not asked for, or does not hold yet. */
  preview: (Kept & { picture: QuestionPicture | null }) | null;
};

/** What of the procedures the form needs. */
type Caller = {
  bank: {
    provisions(input: { query: string }): Promise<ProvisionChoice[]>;
    scenes(input: { query: string }): Promise<SceneChoice[]>;
    checkQuestion(input: ReturnType<typeof questionInput>): Promise<Kept>;
  };
  media: {
    places(): Promise<{ id: string | null; name: string }[]>;
    pictures(): Promise<{ id: string; altText: string }[]>;
    picture(input: { id: string }): Promise<PictureView | null>;
    upload(input: {
      fileName: string;
      bytes: Uint8Array;
      altText: string;
      unitId: string | null;
    }): Promise<{ id: string }>;
  };
};
type Form = { text(name: string): string; all(name: string): string[]; data: FormData };

/** What somebody asked for besides saving; null: the form is only shown. */
export type Asked = { what: string; version: number } | null;

/** The picture of a form as whoever answers sees it. */
export async function pictureFor(
  caller: Caller,
  typed: TypedQuestion,
  scenes: readonly SceneChoice[],
): Promise<QuestionPicture | null> {
  const sceneOf = (id: string) => scenes.find((scene) => scene.id === id)?.picture ?? null;
  if (typed.kind === 'hotspot') return sceneOf(typed.scene);
  const [where, id = ''] = typed.picture.split(':');
  if (where === 'canh') {
    const found = sceneOf(id);
    return found && { src: found.src, alt: found.alt };
  }
  if (where !== 'tep') return null;
  const found = await caller.media.picture({ id }).catch(() => null);
  return found && { src: found.src, alt: found.alt };
}

/** Keeps an uploaded picture under a name that tells nothing, and chooses it. */
async function uploaded(caller: Caller, file: File, altText: string): Promise<Tried<string>> {
  const [place] = await caller.media.places();
  const tried = await tryIt(async () =>
    caller.media.upload({
      fileName: `hinh.${file.name.split('.').at(-1) ?? ''}`,
      bytes: new Uint8Array(await file.arrayBuffer()),
      altText,
      unitId: place?.id ?? null,
    }),
  );
  return tried.ok ? { ok: true, value: `tep:${tried.value.id}` } : tried;
}

/**
 * Reads a posted form and does what was asked short of saving: one row more or less, a spot, a search, an upload, a look.
 * Nothing typed is lost on the way.
 * @param stored what is kept, while nothing was posted
 */
export async function questionDesk(
  caller: Caller,
  form: Form | null,
  kind: TaskKind,
  stored: TypedQuestion = emptyQuestion(kind),
): Promise<{ desk: QuestionDesk; asked: Asked }> {
  const scenes = await caller.bank.scenes({ query: '' });
  let typed = form ? typedQuestion(form, kind) : stored;
  const alt = form?.text('loi-ta') ?? '';
  const what = form ? (form.data.has('diem.x') ? 'diem' : form.text('viec')) : '';
  let errors: Record<string, string[]> = {};
  let problem: string | null = null;
  let done: string | null = null;

  if (what === 'them') typed = withRow(typed);
  if (/^bo-\d+$/.test(what)) typed = withoutRow(typed, Number(what.slice(3)));
  const view = scenes.find(({ id }) => id === typed.scene)?.picture.view;
  if (what === 'diem' && form && view)
    typed = withSpot(typed, { xPx: Number(form.text('diem.x')), yPx: Number(form.text('diem.y')) }, view);

  const file = form?.data.get('tep');
  const isSent = file instanceof File && file.size > 0;
  if (isSent && ['tai-anh', 'luu', 'xem'].includes(what)) {
    const tried = await uploaded(caller, file, alt);
    if (tried.ok) {
      typed = { ...typed, picture: tried.value };
      done = what === 'tai-anh' ? 'tai-anh' : null;
    } else {
      problem = tried.message;
      errors = tried.fields;
    }
  } else if (what === 'tai-anh') {
    problem = 'Chưa có ảnh nào. Hãy chọn tệp ảnh rồi bấm tải lên.';
  }

  const query = form?.text('tim') ?? '';
  const found = query === '' || what !== 'tim' ? null : await caller.bank.provisions({ query });
  const chosen =
    typed.provision === ''
      ? undefined
      : (await caller.bank.provisions({ query: typed.provision })).find(({ id }) => id === typed.provision);

  let preview: QuestionDesk['preview'] = null;
  if (what === 'xem' && problem === null) {
    const checked = await tryIt(() => caller.bank.checkQuestion(questionInput(typed)));
    if (checked.ok) preview = { ...checked.value, picture: await pictureFor(caller, typed, scenes) };
    else {
      problem = checked.message;
      errors = checked.fields;
    }
  }
  return {
    desk: {
      typed,
      errors,
      problem,
      done,
      alt: done === null ? alt : '',
      query,
      found,
      chosenLabel: chosen ? `${chosen.heading} (${chosen.citation})` : null,
      scenes,
      pictures: await caller.media.pictures(),
      preview,
    },
    asked: what === '' ? null : { what, version: Number(form?.text('ban')) },
  };
}
