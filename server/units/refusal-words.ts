import { kindWords } from './kinds.ts';
import type { ReadCode } from './code.ts';
import type { UnitRefusal } from './operations.ts';

const shownDay = (day: string): string => day.split('-').reverse().join('/');

/** Why an operation on units was refused, and what to do: for the reader. */
export function refusalSentence(refusal: UnitRefusal): string {
  switch (refusal.reason) {
    case 'UNKNOWN_UNIT':
      return 'Không có đơn vị này. Hãy kiểm tra lại mã.';
    case 'SAME_NAME':
      return 'Tên mới giống hệt tên đang dùng. Hãy ghi tên khác.';
    case 'SAME_PARENT':
      return 'Đơn vị đang thuộc đúng nơi này rồi. Hãy chọn nơi khác.';
    case 'INTO_ITSELF':
      return 'Một đơn vị không thể nhập, chia hay chuyển vào chính nó. Hãy chọn đơn vị khác.';
    case 'TOO_FEW':
      return 'Chưa đủ đơn vị: nhập thành đơn vị mới cần hai nơi, chia cần ít nhất hai phần.';
    case 'TWICE':
      return 'Có đơn vị được chọn hai lần. Hãy bỏ một lần.';
    case 'SHARES':
      return 'Các phần chia phải lớn hơn 0 và cộng lại đúng 100%, hoặc bỏ trống tất cả.';
    case 'FUTURE_DAY':
      return 'Ngày này chưa tới. Hãy làm việc này vào ngày thay đổi có hiệu lực.';
    case 'ENDED':
      return `${refusal.name} đã kết thúc. Hãy chọn đơn vị còn hoạt động.`;
    case 'NOT_YET':
      return `${refusal.name} chưa có trước ngày này. Hãy chọn ngày muộn hơn.`;
    case 'INTO_DESCENDANT':
      return `${refusal.name} đang ở dưới đơn vị này. Hãy chuyển ra ngoài trước.`;
    case 'HAS_CHILDREN':
      return `${refusal.name} còn đơn vị trực thuộc. Hãy chuyển hoặc kết thúc chúng trước.`;
    case 'CHILD_WITHOUT_HEIR':
      return `Chưa rõ ${refusal.name} về đâu. Hãy chọn nơi nhận.`;
    case 'CHANGED_SINCE':
      return `${refusal.name} đã có thay đổi từ ${shownDay(refusal.fromOn)}. Hãy chọn ngày ấy hoặc muộn hơn.`;
    case 'OTHER_KIND':
      return `${refusal.name} không cùng loại (${kindWords[refusal.kind]}). Hãy chọn đơn vị cùng loại.`;
    case 'WRONG_PARENT':
      return refusal.parentKind === null
        ? `“${kindWords[refusal.kind]}” phải thuộc một đơn vị khác. Hãy ghi mã đơn vị cha.`
        : `“${kindWords[refusal.kind]}” không thể thuộc “${kindWords[refusal.parentKind]}”. Hãy chọn nơi khác.`;
  }
}

/** What is wrong with a code as it was typed. */
export const codeSentence = ({ reason }: Extract<ReadCode, { ok: false }>): string =>
  ({
    LENGTH: 'Mã đơn vị có bảy ký tự, ví dụ A3C-4D6E. Hãy gõ lại.',
    CHARACTER: 'Mã có ký tự không dùng: mã không có 0, 1, 2, 5, 8 và các chữ dễ nhầm. Hãy xem lại.',
    CHECK: 'Mã này gõ nhầm một ký tự hoặc đảo hai ký tự. Hãy xem lại.',
  })[reason];
