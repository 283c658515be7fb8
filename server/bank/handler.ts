import type { KindHandler } from '../approval/handler.ts';
import { publishMedia, useMedia, withdrawMedia } from '../media/use.ts';
import { readinessOf } from '../quiz/rules.ts';
import { answerLines, usabilityOf, whyNotUsed, wordsOfQuestion } from './rules.ts';
import { SharedSet } from './schema.ts';

type Shared = SharedSet['questions'][number];

/** A question in one text, as two versions are compared: what is asked, its key, why, and on which provision it rests. */
function textOf(item: Shared): string {
  if (item.from === 'shipped') return `Câu có sẵn của trang: ${item.id}`;
  const { text, task, explanation, provision } = item.question;
  const lines = answerLines(task).map((line) =>
    [line.isRight === null ? '' : line.isRight ? '✓ ' : '✗ ', line.text, line.note && ` (${line.note})`]
      .filter(Boolean)
      .join(''),
  );
  return [text, ...lines, explanation && `Giải thích: ${explanation}`, `Điều khoản: ${provision}`]
    .filter(Boolean)
    .join('\n');
}

const ownOf = (data: SharedSet) =>
  data.questions.flatMap((item) => (item.from === 'own' ? [item.question] : []));

/** A set in the workflow: a copy of its questions, compared with the law before it is approved. Changes nothing but who may use it and see its pictures. */
export const questionSetHandler: KindHandler<SharedSet> = {
  data: SharedSet,
  fields: (data) => [
    { name: 'description', label: 'Giới thiệu', text: data.description },
    ...data.questions.map((item, at) => ({
      name: `question-${at + 1}`,
      label: `Câu ${at + 1}`,
      text: textOf(item),
    })),
  ],
  problems: async ({ law, quiz, bank }, data, day) => {
    const registry = await law.registry();
    const shipped = new Set((await quiz.questions()).map(({ id }) => id));
    return data.questions.flatMap((item, at) => {
      const said = (sentence: string) => [`Câu ${at + 1}: ${sentence}`];
      if (item.from === 'shipped')
        return shipped.has(item.id) ? [] : said('trang không còn câu này. Hãy bỏ câu ra khỏi bộ.');
      const { question } = item;
      if (wordsOfQuestion(question).some((words) => words.includes('{{')))
        return said('có dấu {{. Hãy bỏ dấu ấy.');
      const why = whyNotUsed(usabilityOf(registry, question.provision, day));
      if (why !== null) return said(why);
      const scene = question.task.kind === 'hotspot' ? question.task.scene : question.scene;
      if (scene !== null && !bank.scenes.has(scene)) return said('hình vẽ không còn. Hãy chọn hình khác.');
      return readinessOf(registry, question, day).ok ? [] : said('chưa hỏi được. Hãy mở câu và sửa lại.');
    });
  },
  onTexts: async (tx, ctx, publicationId, texts) => {
    const subject = `publication:${publicationId}`;
    const pictures = texts.flatMap(({ data, publicFrom }) =>
      ownOf(data).flatMap(({ mediaId }) => (mediaId === null ? [] : [{ mediaId, publicFrom }])),
    );
    await useMedia(
      tx,
      ctx,
      subject,
      pictures.map(({ mediaId }) => mediaId),
    );
    await withdrawMedia(tx, subject);
    for (const { mediaId, publicFrom } of pictures)
      if (publicFrom !== null) await publishMedia(tx, subject, mediaId, publicFrom);
  },
};
