import { join } from 'node:path';
import { OutcomeBehaviours, Scene, ShippedUnit } from '#content/schema.ts';
import { applyMigrations } from '#prisma/migrate.ts';
import { createEmbargoStore } from './approval/embargo.ts';
import { approvalSource } from './approval/waiting.ts';
import { createLimiter } from './classroom/live/limiter.ts';
import { workflow } from './approval/workflow.ts';
import { createBankStore } from './bank/store.ts';
import { createBulletinStore } from './bulletin/store.ts';
import { createClassroomStore } from './classroom/live/store.ts';
import { commands } from './commands.ts';
import { CONTENT_DIR, readFile, readFolder, syncContent } from './content/service.ts';
import type { Services } from './context.ts';
import { ownDataDir } from './control.ts';
import { openDatabase } from './db.ts';
import type { Env } from './env.ts';
import { createHomeworkStore } from './homework/store.ts';
import { createImageStore } from './image/store.ts';
import { junctionSource } from './junction/source.ts';
import { openKeys } from './keys/ring.ts';
import { createSigner, derivedKey, keptKey } from './keys/store.ts';
import { createLawStore } from './law/store.ts';
import { createMediaStore } from './media/store.ts';
import { intakeSource } from './outcomes/intake/desk.ts';
import { createIntakeStore } from './outcomes/intake/store.ts';
import { checkFacts, createFactMark } from './outcomes/release/check.ts';
import { createReleaseStore } from './outcomes/release/store.ts';
import { createPaperStore } from './paper/store.ts';
import { publicationHandlers } from './publications.ts';
import { createQuizStore } from './quiz/store.ts';
import { syncSearch } from './search/fill.ts';
import { teacherSource } from './staff/desk.ts';
import { createStaffStore } from './staff/store.ts';
import { syncUnits } from './units/fill.ts';
import { createImportJobs } from './units/jobs.ts';

/** Of one address: a school that prints for every class, and less than what comes back for everybody. */
const PAPERS_OF_ONE = { burst: 30, perSecond: 0.05 };

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
    const keys = await openKeys(db, env, now());
    const changed =
      (await syncContent(db.prisma)) +
      (await syncSearch(db.prisma)) +
      (await syncUnits(db.prisma, readFolder(join(CONTENT_DIR, 'units'), ShippedUnit)));
    const law = createLawStore(db.prisma);
    const secretFor = (purpose: string) =>
      env.imageKey ? derivedKey(env.imageKey, purpose) : keptKey(env.dataDir, purpose);
    const signerFor = (purpose: string) => createSigner(secretFor(purpose));
    const quizSigner = signerFor('quiz');
    const scenes = readFolder(join(CONTENT_DIR, 'scenes'), Scene);
    const bank = createBankStore(db.prisma, signerFor('bank'), scenes, () => quiz.questions());
    const quiz = createQuizStore(db.prisma, quizSigner, [bank.source, junctionSource(quizSigner)]);
    const classroom = createClassroomStore(db, law, {
      now,
      signer: signerFor('classroom'),
      receipts: keys.textSigner('receipts'),
    });
    const paper = createPaperStore(db.prisma, {
      ...{ signer: signerFor('paper'), newSets: createLimiter(60, 0.2, now, PAPERS_OF_ONE), now },
    });
    const homework = createHomeworkStore(db, law, { now, signer: signerFor('homework'), createLimiter });
    const embargo = createEmbargoStore(db.prisma);
    const behaviours = readFile(join(CONTENT_DIR, 'outcomes', 'behaviours.yaml'), OutcomeBehaviours);
    const bulletins = createBulletinStore(db, behaviours);
    const releases = createReleaseStore(db.prisma, behaviours, {
      secret: secretFor('disclosure'),
      nowMs: () => now().getTime(),
    });
    db.onChange((tags) => {
      if (tags.includes('law') || tags.includes('*')) law.forget();
      if (tags.includes('quiz') || tags.includes('*')) quiz.forget();
      // When the database is away just now, the keys of before still hold; its return is announced too.
      if (tags.includes('keys') || tags.includes('*')) keys.reload().catch(() => undefined);
      if (tags.includes('publications') || tags.includes('*')) embargo.forget();
      bulletins.forget(tags);
      if (tags.includes('releases') || tags.includes('*')) releases.forget();
      classroom.hear(tags);
    });
    if (changed > 0) await db.announce(['*']);
    const staff = createStaffStore(db, env, env.staffKey ?? keptKey(env.dataDir, 'staff'));
    const images = createImageStore(env.dataDir, keys.textSigner('images'));
    const unitImports = createImportJobs(() => now().getTime());
    const intake = createIntakeStore(
      behaviours.groups.flatMap((group) => group.behaviours),
      secretFor('sender-keys'),
      () => now().getTime(),
    );
    const media = createMediaStore(env.dataDir);
    services = {
      env,
      db,
      keys,
      law,
      quiz,
      bank,
      classroom,
      paper,
      homework,
      staff,
      embargo,
      bulletins,
      checkFacts: (provinceId, facts) => checkFacts({ db, releases }, provinceId, facts),
      factMark: createFactMark(db.prisma),
      releases,
      publications: publicationHandlers,
      workflow,
      deskSources: [approvalSource, teacherSource, intakeSource],
      unitImports,
      intake,
      images,
      media,
      now,
    };
    return {
      services,
      close: async () => {
        await unitImports.settled();
        await intake.jobs.settled();
        await releases.close();
        await staff.close();
        await classroom.close();
        await paper.close();
        await homework.close();
        await db.close();
        await owner?.release();
      },
    };
  } catch (error) {
    await owner?.release();
    throw error;
  }
}
