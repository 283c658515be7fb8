import type { z } from 'zod';
import { dayOf } from '../../calendar.ts';
import type { Context } from '../../context.ts';
import { DomainError } from '../../errors.ts';
import { writeSheet, type SheetFile } from '../../sheet/write.ts';
import type { Named } from '../content.ts';
import { standingReleases } from '../current.ts';
import { atlasOf, type Atlas } from './atlas.ts';
import { capital } from './numbers.ts';
import { fileNameOf, overviewOf, sheetOf, viewModel, type FigureView, type Overview } from './model.ts';
import type { ExportInput, ProvinceInput, ViewInput } from './schema.ts';
import { choiceSubject, OVERVIEW_SUBJECT } from './views.ts';

/** Said in every file of a sample. */
const SAMPLE_LINE = 'Dữ liệu mẫu. Không phải số liệu của công an.';

type Held = { live: string; atlases: Map<string, Atlas> };
/** What was made of all releases last; another array of them, or another one live, makes it old. */
const held = new WeakMap<object, Held>();

async function readAtlases({
  releases,
  now,
}: Pick<Context, 'releases' | 'now'>): Promise<Map<string, Atlas>> {
  const all = await releases.all();
  const at = now();
  const standing = standingReleases(all.filter(({ liveAt }) => liveAt <= at));
  const live = standing.map(({ number }) => number).join(',');
  const known = held.get(all);
  if (known?.live === live) return known.atlases;
  const byProvince = Map.groupBy(standing, ({ content }) => content.province.code);
  const atlases = new Map<string, Atlas>();
  for (const [code, of] of byProvince) {
    const atlas = atlasOf(of.map(({ content, liveAt }) => ({ content, liveOn: dayOf(liveAt) })));
    if (atlas) atlases.set(code, atlas);
  }
  held.set(all, { live, atlases });
  return atlases;
}

/** The province asked for, or the one with the newest release. */
function chosen(atlases: Map<string, Atlas>, province: string | null): Atlas | null {
  if (province !== null) return atlases.get(province) ?? null;
  return [...atlases.values()].sort((a, b) => b.figures.newest!.number - a.figures.newest!.number)[0] ?? null;
}

const collator = new Intl.Collator('vi');
const provincesOf = (atlases: Map<string, Atlas>): Named[] =>
  [...atlases.values()].map(({ province }) => province).sort((a, b) => collator.compare(a.nameVi, b.nameVi));

/** What stands around the figures of a province. */
export type Published<T> = {
  /** Provinces with a release, by name; more than one: readers choose. */
  provinces: Named[];
  /** null: nothing of it is published. */
  shown: T | null;
  /** Path of the share image and of the image of the chart, signed; null with `shown`. */
  images: { share: string; chart: string } | null;
};

function imagesOf({ images }: Pick<Context, 'images'>, subject: string): { share: string; chart: string } {
  const path = (size: string) => images.path({ template: 'ket-qua', subject, size });
  return { share: path('1200x630'), chart: path('bieu-do') };
}

/** What the first page of the results says. */
export async function readOverview(
  ctx: Context,
  { province }: z.infer<typeof ProvinceInput>,
): Promise<Published<Overview>> {
  const atlases = await readAtlases(ctx);
  const atlas = chosen(atlases, province);
  const shown = atlas && overviewOf(atlas);
  const choice = { view: OVERVIEW_SUBJECT, period: null, row: null, column: null } as const;
  return {
    provinces: provincesOf(atlases),
    shown,
    images: shown && imagesOf(ctx, choiceSubject(choice, province)),
  };
}

/** One view as it was chosen. */
export async function readView(
  ctx: Context,
  { province, ...choice }: z.infer<typeof ViewInput>,
): Promise<Published<FigureView>> {
  const atlases = await readAtlases(ctx);
  const atlas = chosen(atlases, province);
  const shown = atlas && viewModel(atlas, choice);
  return {
    provinces: provincesOf(atlases),
    shown,
    images: shown && imagesOf(ctx, choiceSubject(shown.choice, province)),
  };
}

/** The newest finding of all, for the first page of the site; null: nothing is published. */
export async function readFinding(
  ctx: Context,
): Promise<(Pick<Overview, 'finding' | 'isSample'> & { provinceVi: string }) | null> {
  const overview = (await readOverview(ctx, { province: null })).shown;
  return (
    overview && {
      finding: overview.finding,
      isSample: overview.isSample,
      provinceVi: overview.province.nameVi,
    }
  );
}

/**
 * Exactly the table of a view as a file; a sample says so in its first line and in its name.
 * @throws DomainError NOT_FOUND when nothing of it is published
 */
export async function exportView(
  ctx: Context,
  { format, ...input }: z.infer<typeof ExportInput>,
): Promise<SheetFile> {
  const { shown } = await readView(ctx, input);
  if (!shown) throw new DomainError('NOT_FOUND', 'Bảng này chưa được công bố.');
  const rows = sheetOf(shown);
  const rest = rows[0]!.slice(1).map(() => '');
  const notes = [
    ...(shown.isSample ? [SAMPLE_LINE] : []),
    `${capital(shown.captionVi)}. ${shown.province.nameVi}.`,
  ];
  return writeSheet(format, fileNameOf(shown), [...notes.map((note) => [note, ...rest]), ...rows]);
}
