export type { ActView, ChangeView, Citation, LawHit, LawView } from '#server/law/service.ts';
