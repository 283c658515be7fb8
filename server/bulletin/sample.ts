import { randomUUID } from 'node:crypto';
import { slugOf } from '../approval/rules.ts';
import { addDays } from '../calendar.ts';
import type { Services } from '../context.ts';
import { fold } from '../search/rules.ts';
import { SAMPLE_ACCOUNTS } from '../staff/rules.ts';
import { sortKeyOf } from '../units/rules.ts';
import { titleOf, toldFrom, type BulletinData } from './rules.ts';

const PROVINCE = 'E4YN4W4';

/** What might be told of the province that does not exist; days after the first on which each may come out. */
export const SAMPLE_BULLETINS: readonly { data: BulletinData; daysLater: number }[] = [
  {
    daysLater: 9,
    data: {
      province: PROVINCE,
      quarter: '2026-Q1',
      place: { kind: 'area', area: 'vung-ven-bien' },
      behaviour: 'no-helmet',
      provision: 'nd-168-2024:7.2.h',
      lesson:
        'Mũ bảo hiểm chỉ giữ được đầu khi cài quai. Quãng đường ngắn cũng là đường: cú ngã đến lúc ta không nghĩ tới. Người ngồi sau cũng phải đội mũ.',
    },
  },
  {
    daysLater: 20,
    data: {
      province: PROVINCE,
      quarter: '2026-Q1',
      place: { kind: 'road', name: 'Đường tỉnh Mẫu', lengthKm: 38.5 },
      behaviour: 'wrong-way',
      provision: 'nd-168-2024:7.7.a',
      lesson:
        'Đi ngược chiều một đoạn ngắn vẫn là lao vào xe không kịp tránh. Lỡ lối rẽ thì đi tiếp tới chỗ quay đầu, mất thêm ít phút nhưng ai cũng về tới nhà.',
    },
  },
  {
    daysLater: 12,
    data: {
      province: PROVINCE,
      quarter: '2026-Q2',
      place: { kind: 'area', area: 'vung-thanh-pho' },
      behaviour: 'red-light',
      provision: 'nd-168-2024:7.7.c',
      lesson:
        'Đèn vàng là lúc dừng lại, trừ khi đã qua vạch dừng. Cố qua nút khi đèn vừa đổi là gặp đúng dòng xe đang được đi. Dừng trước vạch, chờ một nhịp đèn, rồi đi.',
    },
  },
];

/**
 * Bulletins to look at, once, after the figures they stand beside; one whose day has not come, or that names what is not
 * public, is left out.
 */
export async function fillSampleBulletins({
  db,
  bulletins,
  now,
}: Pick<Services, 'db' | 'bulletins' | 'now'>): Promise<void> {
  const province = (await bulletins.provinces(now())).find(({ code }) => code === PROVINCE);
  if (!province?.isSample) return;
  if ((await db.prisma.publication.count({ where: { kind: 'bulletin', unitId: province.id } })) > 0) return;
  const { email } = SAMPLE_ACCOUNTS.writer;
  const writer = await db.prisma.staff.findUnique({ where: { email }, select: { id: true } });
  const staffId = writer?.id ?? randomUUID();
  for (const { data, daysLater } of SAMPLE_BULLETINS) {
    const liveAt = new Date(`${addDays(toldFrom(data.quarter), daysLater)}T01:00:00Z`);
    const behaviour = bulletins.behaviours.find(({ code }) => code === data.behaviour);
    if (!behaviour || liveAt > now() || !province.quarters.includes(data.quarter)) continue;
    const title = titleOf(data, behaviour, province.areas);
    const slug = slugOf(title);
    const by = { authorIds: [staffId], savedById: staffId, savedAt: liveAt };
    await db.prisma.publication.create({
      data: {
        ...{ kind: 'bulletin', unitId: province.id, title, state: 'live', version: 1, lastVersion: 1 },
        ...{ sortKey: sortKeyOf(title), folded: fold(title), liveVersion: 1, authorIds: by.authorIds },
        ...{ since: liveAt, createdAt: liveAt },
        versions: { create: { number: 1, title, slug, data, liveAt, ...by } },
        addresses: { create: { kind: 'bulletin', slug } },
      },
    });
  }
  await db.announce(['bulletins', 'publications']);
}
