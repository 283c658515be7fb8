import { applyMigrations } from '#prisma/migrate.ts';
import { createEmbargoStore } from './approval/embargo.ts';
import { approvalSource } from './approval/waiting.ts';
import { commands } from './commands.ts';
import { syncContent } from './content/service.ts';
import type { Services } from './context.ts';
import { ownDataDir } from './control.ts';
import { openDatabase } from './db.ts';
import type { Env } from './env.ts';
import { createImageStore } from './image/store.ts';
import { createSigner, derivedKey, keptKey } from './keys/store.ts';
import { createLawStore } from './law/store.ts';
import { publicationHandlers } from './publications.ts';
import { createQuizStore } from './quiz/store.ts';
import { syncSearch } from './search/fill.ts';
import { createStaffStore } from './staff/store.ts';

export type App = {
  services: Services;
  close(): Promise<void>;
};

/**
 * Opens what the process needs: the data folder, the database with its migrations, the content, the stores.
 * @throws AlreadyRunningError when another process owns the embedded database
 * @throws MigrationError, ContentError
 */
export async function openApp(env: Env, now: () => Date = () => new Date()): Promise<App> {
  let services: Services | null = null;
  const owner =
    env.databaseUrl === null
      ? await ownDataDir(env.dataDir, async ({ name, args }) => {
          const command = commands[name];
          if (!command) throw new Error(`Không có lệnh “${name}”.`);
          if (!services) throw new Error('Máy chủ đang khởi động, hãy thử lại sau vài giây.');
          return command(services, args);
        })
      : null;
  try {
    const db = await openDatabase(env);
    await db.migrate((session) => applyMigrations(session));
    const changed = (await syncContent(db.prisma)) + (await syncSearch(db.prisma));
    const law = createLawStore(db.prisma);
    const quizKey = env.imageKey ? derivedKey(env.imageKey, 'quiz') : keptKey(env.dataDir, 'quiz');
    const quiz = createQuizStore(db.prisma, createSigner(quizKey));
    const embargo = createEmbargoStore(db.prisma);
    db.onChange((tags) => {
      if (tags.includes('law') || tags.includes('*')) law.forget();
      if (tags.includes('quiz') || tags.includes('*')) quiz.forget();
      if (tags.includes('publications') || tags.includes('*')) embargo.forget();
    });
    if (changed > 0) await db.announce(['*']);
    const staffKey = env.imageKey ? derivedKey(env.imageKey, 'staff') : keptKey(env.dataDir, 'staff');
    const staff = createStaffStore(db, env, staffKey);
    services = {
      env,
      db,
      law,
      quiz,
      staff,
      embargo,
      publications: publicationHandlers,
      deskSources: [approvalSource],
      images: createImageStore(env.dataDir, env.imageKey),
      now,
    };
    return {
      services,
      close: async () => {
        await staff.close();
        await db.close();
        await owner?.release();
      },
    };
  } catch (error) {
    await owner?.release();
    throw error;
  }
}
