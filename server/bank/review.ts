import type { z } from 'zod';
import type { Level } from '#content/schema.ts';
import type { StaffContext } from '../context.ts';
import { DomainError } from '../errors.ts';
import { provisionOn } from '../law/rules.ts';
import { pictureOf, type PictureView } from '../media/rules.ts';
import { askedOn, readinessOf } from '../quiz/rules.ts';
import { requireScope } from '../scope.ts';
import { answerLines, usabilityOf, type AnswerLine, type Usability } from './rules.ts';
import { SharedSet, type PublicationInput } from './schema.ts';

/** A question as the law checker reads it: what is asked, its key, why, and what its provision says today. */
export type ReviewedQuestion = {
  number: number;
  /** Shipped questions were checked when they were written. */
  isShipped: boolean;
  text: string;
  kind: string;
  answers: AnswerLine[];
  explanation: string;
  levels: Level[];
  /** A scene has an address, an uploaded picture its forms. */
  scene: { src: string; alt: string } | null;
  picture: PictureView | null;
  usability: Usability;
  law: { provisionId: string; heading: string; text: string; note: string | null } | null;
};

/**
 * The newest text of a set on its way to everyone, question by question, beside the law of today.
 * @throws DomainError NOT_FOUND; FORBIDDEN outside the scope of whoever asks
 */
export async function reviewSet(
  ctx: StaffContext,
  { id }: z.output<typeof PublicationInput>,
): Promise<ReviewedQuestion[]> {
  const { prisma } = ctx.db;
  const row = await prisma.publication.findUnique({ where: { id } });
  const version =
    row?.kind === 'question-set'
      ? await prisma.publicationVersion.findUnique({
          where: { publicationId_number: { publicationId: id, number: row.version } },
        })
      : null;
  if (!row || !version) throw new DomainError('NOT_FOUND', 'Không có mục này. Hãy mở lại từ danh sách.');
  await requireScope(ctx, 'publication.read', row.unitId);
  const { questions } = SharedSet.parse(version.data);
  const registry = await ctx.law.registry();
  const shipped = new Map((await ctx.quiz.questions()).map((question) => [question.id, question]));
  const mediaIds = questions.flatMap((item) =>
    item.from === 'own' && item.question.mediaId !== null ? [item.question.mediaId] : [],
  );
  const files = await prisma.mediaFile.findMany({ where: { id: { in: mediaIds } } });
  const lawOf = (provisionId: string): ReviewedQuestion['law'] => {
    const on = provisionOn(registry, provisionId, ctx.today);
    return on?.period
      ? {
          provisionId,
          heading: on.provision.headingVi,
          text: on.period.textVi,
          note: on.period.noteVi ?? null,
        }
      : null;
  };
  return questions.map((item, at): ReviewedQuestion => {
    if (item.from === 'own') {
      const { text, task, explanation, levels, scene, mediaId, provision } = item.question;
      const shown = task.kind === 'hotspot' ? task.scene : scene;
      const file = files.find((each) => each.id === mediaId);
      return {
        ...{ number: at + 1, isShipped: false, text, kind: task.kind, explanation, levels },
        answers: answerLines(task),
        scene: shown === null ? null : ctx.bank.pictures.pictureOf(shown),
        picture: file ? pictureOf(file) : null,
        usability: usabilityOf(registry, provision, ctx.today),
        law: lawOf(provision),
      };
    }
    const question = shipped.get(item.id);
    const asked =
      question && readinessOf(registry, question, ctx.today).ok
        ? askedOn(registry, question, ctx.today)
        : null;
    return {
      number: at + 1,
      isShipped: true,
      text: asked?.text ?? item.id,
      kind: question?.task.kind ?? '',
      answers: asked ? answerLines(asked.task) : [],
      explanation: asked?.explanation.map((segment) => segment.text).join('') ?? '',
      levels: [...(question?.levels ?? [])],
      scene: asked?.picture ?? null,
      picture: null,
      usability: usabilityOf(registry, question?.provision ?? null, ctx.today),
      law: question ? lawOf(question.provision) : null,
    };
  });
}
