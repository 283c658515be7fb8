import type { StoredQuestion } from '../content/service.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Signer } from '../keys/store.ts';

/** A question with the name under which attempts know it; another wording of text or options is another name. */
export type AskedQuestion = StoredQuestion & { ref: string };

export type QuizStore = {
  /** Every question the database holds now, by id; read once and kept until forgotten. */
  questions(): Promise<readonly AskedQuestion[]>;
  /** Called when the content changed in any process. */
  forget(): void;
  signer: Signer;
};

/** Keeps the questions in memory. The name of a question is signed, so that it does not give its options' key away. */
export function createQuizStore(prisma: PrismaClient, signer: Signer): QuizStore {
  let current: Promise<readonly AskedQuestion[]> | null = null;
  const read = async () => {
    const rows = await prisma.quizQuestion.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ data }) => {
      const question = data as unknown as StoredQuestion;
      const { id, text, options, scene } = question;
      const what = JSON.stringify([id, text, options, scene]);
      return { ...question, ref: signer.sign(`question ${what}`).slice(0, 6) };
    });
  };
  return {
    questions: () => {
      if (!current) {
        const reading = read();
        current = reading;
        reading.catch(() => {
          if (current === reading) current = null;
        });
      }
      return current;
    },
    forget: () => void (current = null),
    signer,
  };
}
