import type { NoticeData } from '#server/notice/rules.ts';
import { instantFrom } from './instant.ts';

/** A notice as it stands in its form. */
export type TypedNotice = {
  title: string;
  slug: string;
  lead: string;
  body: string;
  guides: string[];
  /** One provision a line. */
  cites: string;
  /** Id of an uploaded picture; empty: none. */
  picture: string;
  unitCode: string;
  dueOn: string;
  /** Day and hour in Vietnam, as the field gives it. */
  embargo: string;
  correction: string;
};

export const emptyNotice: TypedNotice = {
  title: '',
  slug: '',
  lead: '',
  body: '',
  guides: [],
  cites: '',
  picture: '',
  unitCode: '',
  dueOn: '',
  embargo: '',
  correction: '',
};

/** Reads the fields of a posted form. */
export const typedNotice = (form: {
  text(name: string): string;
  all(name: string): string[];
}): TypedNotice => ({
  title: form.text('title'),
  slug: form.text('slug'),
  lead: form.text('lead'),
  body: form.text('body').replace(/\r\n?/g, '\n'),
  guides: form.all('guides'),
  cites: form.text('cites'),
  picture: form.text('picture'),
  unitCode: form.text('unitCode'),
  dueOn: form.text('dueOn'),
  embargo: form.text('embargoAt'),
  correction: form.text('correction'),
});

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** The text of a form as the procedures take it. */
export const textInput = ({ title, slug, lead, body, guides, cites, picture }: TypedNotice) => ({
  title,
  slug,
  data: { lead, body, guides, cites: linesOf(cites), picture: picture || null } satisfies NoticeData,
});

/** When it should and may be published, as the procedures take it. */
export const planInput = ({ dueOn, embargo }: TypedNotice) => ({
  dueOn: dueOn || null,
  embargoAt: instantFrom(embargo),
});
