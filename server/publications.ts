import type { KindHandlers } from './approval/handler.ts';
import { bulletinHandler } from './bulletin/handler.ts';
import { questionSetHandler } from './bank/handler.ts';
import { lawMarkHandler } from './law/mark.ts';
import { noticeHandler } from './notice/handler.ts';
import { releaseHandler } from './outcomes/release/handler.ts';

/** What each kind of publication brings into the workflow: the one place where it meets the rooms. */
export const publicationHandlers: KindHandlers = {
  notice: noticeHandler,
  'law-mark': lawMarkHandler,
  'question-set': questionSetHandler,
  bulletin: bulletinHandler,
  release: releaseHandler,
};
