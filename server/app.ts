import { applyMigrations } from '#prisma/migrate.ts';
import { createClassroomStore } from './classroom/live/store.ts';
import { commands } from './commands.ts';
import { syncContent } from './content/service.ts';
import type { Services } from './context.ts';
import { ownDataDir } from './control.ts';
import { openDatabase } from './db.ts';
import type { Env } from './env.ts';
import { createImageStore } from './image/store.ts';
import { createSigner, derivedKey, keptKey } from './keys/store.ts';
import { createLawStore } from './law/store.ts';
import { createQuizStore } from './quiz/store.ts';
import { syncSearch } from './search/fill.ts';

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
    const signerFor = (purpose: string) =>
      createSigner(env.imageKey ? derivedKey(env.imageKey, purpose) : keptKey(env.dataDir, purpose));
    const quiz = createQuizStore(db.prisma, signerFor('quiz'));
    const classroom = createClassroomStore(db, law, signerFor('classroom'), now);
    db.onChange((tags) => {
      if (tags.includes('law') || tags.includes('*')) law.forget();
      if (tags.includes('quiz') || tags.includes('*')) quiz.forget();
      classroom.hear(tags);
    });
    if (changed > 0) await db.announce(['*']);
    services = { env, db, law, quiz, classroom, images: createImageStore(env.dataDir, env.imageKey), now };
    return {
      services,
      close: async () => {
        await classroom.close();
        await db.close();
        await owner?.release();
      },
    };
  } catch (error) {
    await owner?.release();
    throw error;
  }
}
