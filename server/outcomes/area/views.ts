import type { Named } from '../rules.ts';

/** A stay of a commune in an area; days null: from the beginning, up to today and on. */
export type Stay = { area: string; areaNameVi: string; fromOn: string | null; toOn: string | null };

export type AreaCommune = Named & {
  /** From when it is in this area; null: from the beginning. */
  fromOn: string | null;
  /** All its stays, oldest first. */
  stays: readonly Stay[];
};
export type AreaView = Named & { isSample: boolean; communes: readonly AreaCommune[] };

export type AreasView = {
  /** Provinces in the scope of whoever asks. */
  provinces: readonly Named[];
  province: Named | null;
  onDay: string;
  /** In their order. */
  areas: readonly AreaView[];
  /** Communes that are there on the day and in no area: releases cannot be prepared until they are. */
  without: readonly (Named & { stays: readonly Stay[] })[];
  mayEdit: boolean;
};
