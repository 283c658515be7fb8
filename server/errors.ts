/** Why a request was refused. Turned into a tRPC code once, in trpc.ts. */
export type DomainErrorCode =
  'NOT_FOUND' | 'BAD_INPUT' | 'UNAUTHENTICATED' | 'FORBIDDEN' | 'CONFLICT' | 'TOO_MANY';

/** An expected refusal. `message` is shown to the reader: Vietnamese, one sentence, with the next step. */
export class DomainError extends Error {
  readonly code: DomainErrorCode;
  constructor(code: DomainErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
