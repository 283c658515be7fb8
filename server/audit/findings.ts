/** Something wrong with the trail. Numbers are those of events, from 1. */
export type Finding =
  /** What stands in the event is not what its hash was made over. */
  | { kind: 'altered'; seq: number }
  /** The event stands in the place of another; it was number `from`. */
  | { kind: 'moved'; seq: number; from: number }
  /** Events `from` to `to` are gone, though later ones are there. */
  | { kind: 'missing'; from: number; to: number }
  /** The event is sound in itself but does not continue the one before: one of the two was put in later. */
  | { kind: 'unlinked'; seq: number }
  /** Events `from` to `to` were there when a head was sealed, and nothing follows them now. */
  | { kind: 'cut'; from: number; to: number; sealedAt: string }
  /** The event is another one than when a head was sealed: the chain was made anew up to here. */
  | { kind: 'head-differs'; seq: number; sealedAt: string }
  /** The trail says that a head was sealed, and it is not among those kept. */
  | { kind: 'head-missing'; seq: number; sealedAt: string }
  /** A line of the kept heads cannot be read, was not signed by this site, or does not continue the line before. */
  | { kind: 'head-unreadable' | 'head-forged' | 'head-unlinked'; line: number };

const range = (from: number, to: number): string => (from === to ? `Dòng ${from}` : `Dòng ${from} đến ${to}`);

/** What is wrong, in one Vietnamese sentence. @param shownInstant an instant (ISO 8601) as people read it */
export function findingSentence(finding: Finding, shownInstant: (iso: string) => string): string {
  switch (finding.kind) {
    case 'altered':
      return `Dòng ${finding.seq} đã bị sửa: nội dung không khớp mã băm của nó.`;
    case 'moved':
      return `Dòng ${finding.seq} đã bị đổi chỗ: nó vốn là dòng ${finding.from}.`;
    case 'missing':
      return `${range(finding.from, finding.to)} đã bị xóa khỏi giữa nhật ký.`;
    case 'unlinked':
      return `Dòng ${finding.seq} không nối với dòng ${finding.seq - 1}: một trong hai dòng đã bị thay.`;
    case 'cut':
      return `${range(finding.from, finding.to)} đã bị cắt khỏi cuối nhật ký: dấu niêm phong ngày ${shownInstant(finding.sealedAt)} còn ghi chúng.`;
    case 'head-differs':
      return `Dòng ${finding.seq} khác với dấu niêm phong ngày ${shownInstant(finding.sealedAt)}: nhật ký đã bị viết lại từ dòng này trở về trước.`;
    case 'head-missing':
      return `Dấu niêm phong ngày ${shownInstant(finding.sealedAt)} (dòng ${finding.seq}) không còn trong tệp heads.jsonl.`;
    case 'head-unreadable':
      return `Dấu niêm phong ở dòng ${finding.line} của tệp heads.jsonl không đọc được.`;
    case 'head-forged':
      return `Dấu niêm phong ở dòng ${finding.line} của tệp heads.jsonl có chữ ký không đúng.`;
    case 'head-unlinked':
      return `Dấu niêm phong ở dòng ${finding.line} của tệp heads.jsonl không nối với dòng trước: có dòng bị sửa hoặc bị bỏ.`;
  }
}
