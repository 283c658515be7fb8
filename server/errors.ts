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

/** Fields of a form that a room refuses itself, beyond what its input schema says. */
export class InputError extends DomainError {
  readonly issues: readonly { path: readonly PropertyKey[]; message: string }[];
  constructor(issues: InputError['issues']) {
    super('BAD_INPUT', issues.map(({ message }) => message).join(' '));
    this.issues = issues;
  }
}
