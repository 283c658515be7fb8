import type { Scene } from '#content/schema.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Signer } from '../keys/store.ts';
import type { AskedQuestion, QuestionPicture } from '../quiz/rules.ts';
import type { QuestionSource } from '../quiz/source.ts';
import { createBankSource } from './source.ts';

/** A ready scene: its title for who chooses it, the words for those who do not see it, what of its canvas is drawn. */
export type ReadyScene = {
  id: string;
  title: string;
  alt: string;
  view: WindowedPicture['view'];
};

/** A picture of which it is known what it shows of its canvas. */
export type WindowedPicture = QuestionPicture & { view: NonNullable<QuestionPicture['view']> };

/** The address of a scene beside a question: it does not tell the scene's name, which says whether it shows a violation. */
export type ScenePictures = {
  pictureOf(sceneId: string): WindowedPicture | null;
};

export type BankStore = {
  scenes: ReadonlyMap<string, ReadyScene>;
  /** The scene behind the last part of an address of {@link ScenePictures}; undefined: there is none. */
  sceneNamed(name: string): string | undefined;
  pictures: ScenePictures;
  /** Where the quiz finds the sets of the bank. */
  source: QuestionSource;
};

const NAME_LENGTH = 12;

/**
 * The bank as the process holds it.
 * @param ready every scene of the content
 * @param shipped every shipped question there is now
 */
export function createBankStore(
  prisma: PrismaClient,
  signer: Signer,
  ready: readonly (Scene & { id: string })[],
  shipped: () => Promise<readonly AskedQuestion[]>,
): BankStore {
  const scenes = new Map(
    ready.map(({ id, title, description, view, canvas }) => {
      const { x, y, width, height } = view ?? { x: 0, y: 0, ...canvas };
      const shown = { xPx: x, yPx: y, widthPx: width, heightPx: height };
      return [id, { id, title, alt: description, view: shown }];
    }),
  );
  const nameOf = (id: string) => signer.sign(`scene of the bank ${id}`).slice(0, NAME_LENGTH);
  const byName = new Map([...scenes.keys()].map((id) => [nameOf(id), id]));
  const pictures: ScenePictures = {
    pictureOf: (id) => {
      const scene = scenes.get(id);
      return scene ? { src: `/hinh/kho/${nameOf(id)}.svg`, alt: scene.alt, view: scene.view } : null;
    },
  };
  return {
    scenes,
    sceneNamed: (name) => byName.get(name),
    pictures,
    source: createBankSource(prisma, signer, pictures, shipped),
  };
}
