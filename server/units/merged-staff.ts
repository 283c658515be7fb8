import type { AuditEntry } from '../audit/record.ts';
import type { UnitPlan } from './rules.ts';
import type { Tx } from './store.ts';

/**
 * Takes roles and question banks along with a merger, and signs out whoever holds one at what ends, whether it goes along or stays.
 * @param sourceIds the units that end
 * @param moves which of them hand their roles to whom; roles of the others wait there for an administrator
 * @returns what the trail says: every role that went along
 */
export async function moveStaff(
  tx: Tx,
  sourceIds: readonly string[],
  moves: UnitPlan['staff'],
): Promise<AuditEntry[]> {
  const held = await tx.staffAssignment.findMany({
    where: { unitId: { in: [...sourceIds] } },
    orderBy: { id: 'asc' },
  });
  for (const { fromId, toId } of moves) {
    // Who already holds the same role there keeps that one.
    await tx.$executeRaw`
      DELETE FROM staff_assignment AS old USING staff_assignment AS held
      WHERE old.unit_id = ${fromId}::uuid AND held.unit_id = ${toId}::uuid
        AND old.staff_id = held.staff_id AND old.role = held.role`;
    await tx.staffAssignment.updateMany({ where: { unitId: fromId }, data: { unitId: toId } });
    // What they wrote goes along: colleagues of a school stay colleagues.
    await tx.bankQuestion.updateMany({ where: { unitId: fromId }, data: { unitId: toId } });
    await tx.bankSet.updateMany({ where: { unitId: fromId }, data: { unitId: toId } });
  }
  await tx.staffSession.deleteMany({ where: { staffId: { in: held.map(({ staffId }) => staffId) } } });
  return held.flatMap(({ staffId, role, unitId }) =>
    moves
      .filter(({ fromId }) => fromId === unitId)
      .map(({ toId }) => ({
        action: 'staff.move',
        subject: `staff:${staffId}`,
        unitId: toId,
        before: { role, unitId },
        after: { role, unitId: toId },
      })),
  );
}
