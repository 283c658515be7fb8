import type { Junction } from '#content/schema.ts';
import { armsOf, exitOf, oppositeOf, SIREN_RANK, type Vehicle } from './arms.ts';

/** What does not fit together in a junction, one Vietnamese sentence each; empty when everything does. */
export function problemsOf(junction: Junction): string[] {
  const problems: string[] = [];
  const arms = armsOf(junction);
  if (arms.length < 3) problems.push('Nơi giao nhau cần ít nhất ba nhánh.');
  if (arms.some(({ name, lanes }) => (junction.arms[oppositeOf(name)]?.lanes ?? lanes) !== lanes))
    problems.push('Hai nhánh đối diện phải có cùng số làn.');
  if (new Set(arms.map(({ light }) => light === 'none')).size > 1)
    problems.push('Đèn phải có ở mọi nhánh, hoặc không nhánh nào.');
  if (junction.vehicles.length > 6) problems.push('Nơi giao nhau có nhiều nhất sáu xe.');
  junction.vehicles.forEach((vehicle, index) => {
    if (vehicle.id !== 'ABCDEF'.charAt(index)) problems.push('Các xe mang chữ A, B, C theo thứ tự.');
    problems.push(...vehicleProblems(junction, vehicle));
  });
  const places = junction.vehicles.map(({ from, lane, inside }) => `${from} ${lane} ${inside}`);
  if (new Set(places).size < places.length) problems.push('Hai xe đứng cùng một chỗ.');
  if (junction.pedestrians.some((arm) => !junction.arms[arm]))
    problems.push('Người đi bộ sang một nhánh không có.');
  if (new Set(junction.pedestrians).size < junction.pedestrians.length)
    problems.push('Mỗi nhánh chỉ vẽ một người đi bộ.');
  return problems;
}

function vehicleProblems(junction: Junction, vehicle: Vehicle): string[] {
  const { id, from, lane, intention, signals, kind } = vehicle;
  const arm = junction.arms[from];
  if (!arm) return [`Xe ${id} đến từ một nhánh không có.`];
  const problems: string[] = [];
  if (!junction.arms[exitOf(vehicle)]) problems.push(`Xe ${id} muốn đi vào một nhánh không có.`);
  if (lane > arm.lanes) problems.push(`Xe ${id} đứng ở một làn không có.`);
  if (arm.lanes === 2 && intention === (lane === 1 ? 'right' : 'left'))
    problems.push(`Xe ${id} phải rẽ trái từ làn trong, rẽ phải từ làn sát lề.`);
  if (signals && SIREN_RANK[kind] === undefined) problems.push(`Xe ${id} không phải xe ưu tiên.`);
  return problems;
}
