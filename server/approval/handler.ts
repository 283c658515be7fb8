import type { z } from 'zod';
import type { AuditEntry } from '../audit/record.ts';
import type { Services, StaffContext } from '../context.ts';
import type { Prisma } from '../generated/prisma/client.ts';
import type { PublicationKind } from './kinds.ts';
import type { State } from './states.ts';

/** One part of a text, named for readers: what two versions are compared by. */
export type TextField = { name: string; label: string; text: string };

/** A step that was taken, as a kind hears of it. */
export type TakenStep<Data> = {
  publicationId: string;
  unitId: string | null;
  /** Version that the step leads to, with its text and its public note of correction. */
  version: number;
  data: Data;
  correction: string | null;
  from: State;
  to: State;
  at: Date;
  /** From when readers see it; null: they do not, or saw another version before. */
  liveAt: Date | null;
  /** Why, where the step asks for a reason. */
  reason: string | null;
};

/** A text that still counts, and from when on readers see it; null: they do not. */
export type KeptText<Data> = { data: Data; publicFrom: Date | null };

/** What a kind brings into the workflow: its data, and what it does besides being published. */
export type KindHandler<Data = unknown> = {
  /** Shape of its data, with refusals in the writer's words. */
  data: z.ZodType<Data>;
  /** Its parts in reading order. */
  fields(data: Data): TextField[];
  /**
   * What keeps it from being confirmed or approved on a day, one sentence each.
   * @param publicationId the one it is asked for; null: none yet
   */
  problems(services: Services, data: Data, day: string, publicationId: string | null): Promise<string[]>;
  /**
   * What a step changes outside the publication, in its transaction. Saving a new text is a step too.
   * @returns what to write into the audit trail for it
   * @throws DomainError when it cannot be taken after all
   */
  onStep?(tx: Prisma.TransactionClient, step: TakenStep<Data>, ctx: StaffContext): Promise<AuditEntry[]>;
  /**
   * Hears which texts of a publication still count, after every save and step, in its transaction: first what is in the
   * works, then what readers see; of what was withdrawn the last they saw.
   * @throws DomainError for a text that names what it may not
   */
  onTexts?(
    tx: Prisma.TransactionClient,
    ctx: StaffContext,
    publicationId: string,
    texts: readonly KeptText<Data>[],
  ): Promise<void>;
};

/** The handlers of all kinds, as server/publications.ts names them. */
export type KindHandlers = Readonly<Record<PublicationKind, KindHandler>>;
