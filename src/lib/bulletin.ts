import type { BulletinData } from '#server/bulletin/rules.ts';
import { instantFrom } from './instant.ts';

/** A bulletin as it stands in its form. */
export type TypedBulletin = {
  province: string;
  quarter: string;
  placeKind: string;
  area: string;
  road: string;
  /** With a comma or a point, as people type it. */
  lengthKm: string;
  behaviour: string;
  provision: string;
  lesson: string;
  dueOn: string;
  /** Day and hour in Vietnam, as the field gives it. */
  embargo: string;
  correction: string;
};

/** Reads the fields of a posted form. */
export const typedBulletin = (form: { text(name: string): string }): TypedBulletin => ({
  province: form.text('province'),
  quarter: form.text('quarter'),
  placeKind: form.text('placeKind') === 'road' ? 'road' : 'area',
  area: form.text('area'),
  road: form.text('road'),
  lengthKm: form.text('lengthKm'),
  behaviour: form.text('behaviour'),
  provision: form.text('provision'),
  lesson: form.text('lesson').replace(/\s+/g, ' '),
  dueOn: form.text('dueOn'),
  embargo: form.text('embargoAt'),
  correction: form.text('correction'),
});

/** The fields of a stored bulletin as its form holds them. */
export const formOfBulletin = (
  data: BulletinData,
): Omit<TypedBulletin, 'dueOn' | 'embargo' | 'correction'> => {
  const { province, quarter, place, behaviour, provision, lesson } = data;
  return {
    ...{ province, quarter, behaviour, provision, lesson, placeKind: place.kind },
    area: place.kind === 'area' ? place.area : '',
    road: place.kind === 'road' ? place.name : '',
    lengthKm: place.kind === 'road' ? String(place.lengthKm).replace('.', ',') : '',
  };
};

/** `12,5` → 12.5; what is no number of that kind is left for the procedure to refuse. */
const lengthOf = (text: string): number =>
  /^\d{1,4}(?:[.,]\d)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;

/** The fields as the procedures take them. */
export const dataInput = (typed: TypedBulletin): BulletinData => ({
  province: typed.province,
  quarter: typed.quarter,
  place:
    typed.placeKind === 'road'
      ? { kind: 'road', name: typed.road, lengthKm: lengthOf(typed.lengthKm) }
      : { kind: 'area', area: typed.area },
  behaviour: typed.behaviour,
  provision: typed.provision,
  lesson: typed.lesson,
});

/** When it should and may be published, as the procedures take it. */
export const planInput = ({ dueOn, embargo }: TypedBulletin) => ({
  dueOn: dueOn || null,
  embargoAt: instantFrom(embargo),
});
