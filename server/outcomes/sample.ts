import { createHash } from 'node:crypto';
import { plainContents } from '#tests/support/outcome-contents.ts';
import type { Services } from '../context.ts';

/** STAND-IN while rooms are built: replaced by release/sample.ts. */
export async function fillSampleOutcomes({ db }: Pick<Services, 'db'>): Promise<void> {
  if ((await db.prisma.release.count()) > 0) return;
  const province = await db.prisma.unit.findUnique({ where: { code: 'E4YN4W4' } });
  if (!province) return;
  let previousHash = '0'.repeat(64);
  for (const content of plainContents()) {
    const manifestHash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
    await db.prisma.release.create({
      data: {
        number: content.number,
        provinceId: province.id,
        month: content.month,
        content: content as object,
        previousHash,
        manifestHash,
        keyId: '',
        signature: '',
        package: Buffer.from(''),
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
