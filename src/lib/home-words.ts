/** Words of the first page of the desk. */
export const homeWords = {
  title: 'Việc của tôi',
  path: '/ban-lam-viec/',
  count: (count: number) => (count === 0 ? 'Không có việc nào chờ bạn' : `${count} việc đang chờ bạn`),
  order: 'Việc chờ lâu nhất ở trên cùng.',
  overdueCount: (count: number) => `${count} việc quá hạn.`,
  empty: 'Khi có bản cần bạn xem, nó sẽ hiện ở đây.',
  start: 'Bắt đầu việc đầu tiên',
  all: 'Tất cả',
  kinds: 'Lọc theo loại việc',
  columns: { title: 'Việc', work: 'Loại', since: 'Gửi ngày', age: 'Chờ', due: 'Hạn', next: 'Bước tiếp theo' },
  age: (days: number) => (days === 0 ? 'hôm nay' : `${days} ngày`),
  due: {
    overdue: (days: number) => `Quá hạn ${days} ngày`,
    soon: (days: number) => (days === 0 ? 'Hạn hôm nay' : `Còn ${days} ngày`),
  } as Record<'overdue' | 'soon', (days: number) => string>,
  left: (days: number) => (days < 0 ? `quá ${-days} ngày` : days === 0 ? 'hôm nay' : `còn ${days} ngày`),
  keys: { before: 'Phím', between: 'để đi,', after: 'để mở' },
  dueSoon: 'Sắp tới hạn',
  noDue: 'Không có hạn nào trong việc của bạn.',
  recent: 'Vừa xảy ra',
  noRecent: 'Chưa có gì xảy ra.',
};
