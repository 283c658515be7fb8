import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import {
  Channel,
  Claim,
  Correction,
  CrashTargets,
  Guide,
  Movement,
  NationalFigures,
  Page,
  Scene,
  Update,
} from '#content/schema.ts';

const markdown = (base: string) => glob({ pattern: '*.md', base: `./content/${base}` });

export const collections = {
  channels: defineCollection({
    loader: glob({ pattern: '*.yaml', base: './content/channels' }),
    schema: Channel,
  }),
  claims: defineCollection({ loader: glob({ pattern: '*.yaml', base: './content/claims' }), schema: Claim }),
  guides: defineCollection({ loader: markdown('guides'), schema: Guide }),
  scenes: defineCollection({ loader: glob({ pattern: '*.yaml', base: './content/scenes' }), schema: Scene }),
  updates: defineCollection({ loader: markdown('updates'), schema: Update }),
  corrections: defineCollection({
    loader: glob({ pattern: '*.yaml', base: './content/corrections' }),
    schema: Correction,
  }),
  movements: defineCollection({
    loader: glob({ pattern: '*.yaml', base: './content/movements' }),
    schema: Movement,
  }),
  crashTargets: defineCollection({
    loader: glob({ pattern: 'targets.yaml', base: './content/outcomes' }),
    schema: CrashTargets,
  }),
  nationalFigures: defineCollection({
    loader: glob({ pattern: 'national.yaml', base: './content/outcomes' }),
    schema: NationalFigures,
  }),
  pages: defineCollection({ loader: markdown('pages'), schema: Page }),
};
