import type { Services } from './context.ts';
import { markCommand } from './law/command.ts';
import { cleanMediaCommand } from './media/command.ts';

/** What the command line may ask of a running server. Each returns the sentence to print. */
export const commands: Record<string, (services: Services, args: Record<string, string>) => Promise<string>> =
  {
    'law:mark': markCommand,
    'media:clean': cleanMediaCommand,
  };
