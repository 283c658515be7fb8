import { plainContents } from '#tests/support/outcome-contents.ts';
import type { Services } from '../context.ts';
import { buildPackage, packageTerms } from '../package/build.ts';

/** STAND-IN while rooms are built: replaced by release/sample.ts. */
export async function fillSampleOutcomes({
  db,
  env,
  keys,
}: Pick<Services, 'db' | 'env' | 'keys'>): Promise<void> {
  if ((await db.prisma.release.count()) > 0) return;
  const province = await db.prisma.unit.findUnique({ where: { code: 'E4YN4W4' } });
  if (!province) return;
  let previousHash = '0'.repeat(64);
  for (const content of plainContents()) {
    const { bytes, manifestHash, keyId, signature } = await buildPackage({
      ...packageTerms(env),
      content,
      previousHash,
      sign: (manifest) => keys.sign('releases', manifest),
    });
    await db.prisma.release.create({
      data: {
        number: content.number,
        provinceId: province.id,
        month: content.month,
        content: content as object,
        previousHash,
        manifestHash,
        keyId,
        signature,
        package: bytes,
        kept: {},
        report: {},
        isSample: true,
        liveAt: new Date(`${content.madeOn}T00:00:00Z`),
      },
    });
    previousHash = manifestHash;
  }
  await db.announce(['releases']);
}
