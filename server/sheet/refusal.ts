import { DomainError } from '../errors.ts';

/** A file that is no table anybody could read: what is wrong with it and what to do. */
export class SheetError extends DomainError {
  constructor(sentence: string) {
    super('BAD_INPUT', sentence);
  }
}
