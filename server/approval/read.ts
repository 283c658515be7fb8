import type { z } from 'zod';
import type { StaffContext } from '../context.ts';
import { differenceOf, type FieldDifference } from './difference.ts';
import type { TextField } from './handler.ts';
import { readData } from './input.ts';
import { askerOver, loadPublication, loadVersion, namesOf, type Loaded } from './load.ts';
import { nextSteps, stateOfVersion, type NextStep, type PublicationKind, type State } from './rules.ts';
import type { CompareInput, DiffInput, PublicationInput } from './schema.ts';

/** Somebody of the desk; `name` null: their account is gone. */
export type Person = { id: string; name: string | null };

export type StepView = {
  version: number;
  verb: string;
  by: Person;
  role: string | null;
  reason: string | null;
  at: Date;
};

export type PublicationView = {
  id: string;
  kind: PublicationKind;
  unit: { code: string; name: string } | null;
  state: State;
  since: Date;
  version: number;
  liveVersion: number | null;
  /** Where readers find it; null: nowhere, or the kind has no pages. */
  publicPath: string | null;
  liveAt: Date | null;
  embargoAt: Date | null;
  dueOn: string | null;
  withdrawnReason: string | null;
  /** Of the version in the works. */
  title: string;
  slug: string | null;
  data: unknown;
  fields: TextField[];
  correction: string | null;
  savedBy: Person;
  savedAt: Date;
  authors: Person[];
  /** What may be done from here, each with why whoever asks may not. */
  next: NextStep[];
  /** Oldest first. */
  steps: StepView[];
};

const titled = (title: string, slug: string | null, fields: TextField[]): TextField[] => [
  { name: 'title', label: 'Tiêu đề', text: title },
  ...fields,
  ...(slug === null ? [] : [{ name: 'slug', label: 'Địa chỉ', text: slug }]),
];

/** One publication with its newest text and its way so far. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function readPublication(
  ctx: StaffContext,
  { id }: z.output<typeof PublicationInput>,
): Promise<PublicationView> {
  const { row, kind, progress } = await loadPublication(ctx, id);
  const { prisma } = ctx.db;
  const version = await loadVersion(ctx, id, progress.version);
  const steps = await prisma.publicationStep.findMany({
    where: { publicationId: id },
    orderBy: { id: 'asc' },
  });
  const unit = row.unitId && (await prisma.unit.findUnique({ where: { id: row.unitId } }));
  const names = await namesOf(ctx, [
    ...steps.map(({ staffId }) => staffId),
    ...progress.authorIds,
    version.savedById,
  ]);
  const person = (staffId: string): Person => ({ id: staffId, name: names.get(staffId) ?? null });
  const asker = await askerOver(ctx, kind, row);
  const live = progress.liveVersion === null ? null : await loadVersion(ctx, id, progress.liveVersion);
  return {
    id,
    kind: kind.kind,
    unit: unit ? { code: unit.code, name: unit.shortName } : null,
    state: progress.state,
    since: progress.state === row.state ? row.since : row.liveAt!,
    version: progress.version,
    liveVersion: progress.liveVersion,
    publicPath: kind.publicPath && live?.slug ? `${kind.publicPath}${live.slug}/` : null,
    liveAt: progress.liveAt,
    embargoAt: row.embargoAt,
    dueOn: row.dueOn,
    withdrawnReason: row.withdrawnReason,
    title: version.title,
    slug: version.slug,
    data: version.data,
    fields: ctx.publications[kind.kind].fields(version.data),
    correction: version.correction,
    savedBy: person(version.savedById),
    savedAt: version.savedAt,
    authors: progress.authorIds.map(person),
    next: nextSteps(kind, progress, asker, ctx.now()),
    steps: steps.map(({ version: number, verb, staffId, role, reason, at }) => ({
      version: number,
      verb,
      by: person(staffId),
      role,
      reason,
      at,
    })),
  };
}

export type VersionView = {
  number: number;
  title: string;
  state: State;
  savedBy: Person;
  savedAt: Date;
  liveAt: Date | null;
  correction: string | null;
  restoredFrom: number | null;
};

/** Every version, newest first. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function listVersions(
  ctx: StaffContext,
  { id }: z.output<typeof PublicationInput>,
): Promise<VersionView[]> {
  const { progress } = await loadPublication(ctx, id);
  const versions = await ctx.db.prisma.publicationVersion.findMany({
    where: { publicationId: id },
    orderBy: { number: 'desc' },
    omit: { data: true },
  });
  const names = await namesOf(
    ctx,
    versions.map(({ savedById }) => savedById),
  );
  const now = ctx.now();
  return versions.map(({ number, title, savedById, savedAt, liveAt, correction, restoredFrom }) => ({
    number,
    title,
    state: stateOfVersion(progress, number, liveAt !== null && liveAt <= now),
    savedBy: { id: savedById, name: names.get(savedById) ?? null },
    savedAt,
    liveAt,
    correction,
    restoredFrom,
  }));
}

async function textOf(ctx: StaffContext, { kind }: Loaded, id: string, number: number): Promise<TextField[]> {
  const { title, slug, data } = await loadVersion(ctx, id, number);
  return titled(title, slug, ctx.publications[kind.kind].fields(data));
}

/** What changed between two versions, part by part. @throws DomainError NOT_FOUND, FORBIDDEN */
export async function diffVersions(
  ctx: StaffContext,
  { id, from, to }: z.output<typeof DiffInput>,
): Promise<FieldDifference[]> {
  const loaded = await loadPublication(ctx, id);
  return differenceOf(await textOf(ctx, loaded, id, from), await textOf(ctx, loaded, id, to));
}

/** How a text that was typed differs from the newest saved one: for those whose saving was refused. @throws DomainError, InputError */
export async function comparePublication(
  ctx: StaffContext,
  { id, title, slug, data }: z.output<typeof CompareInput>,
): Promise<FieldDifference[]> {
  const { kind, progress } = await loadPublication(ctx, id);
  const handler = ctx.publications[kind.kind];
  const old = await loadVersion(ctx, id, progress.version);
  const typed = handler.fields(readData(handler, data));
  return differenceOf(
    titled(old.title, old.slug, handler.fields(old.data)),
    titled(title, slug || old.slug, typed),
  );
}
