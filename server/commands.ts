import type { Services } from './context.ts';
import { headCommand, verifyCommand } from './audit/command.ts';
import { markCommand } from './law/command.ts';
import { createCommand } from './staff/command.ts';
import { cleanMediaCommand } from './media/command.ts';

/** What the command line may ask of a running server. Each returns the sentence to print. */
export const commands: Record<string, (services: Services, args: Record<string, string>) => Promise<string>> =
  {
    'audit:head': headCommand,
    'audit:verify': verifyCommand,
    'law:mark': markCommand,
    'staff:create': createCommand,
    'media:clean': cleanMediaCommand,
  };
