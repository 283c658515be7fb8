import type { PackageCheck, PackageDoubt, PackageFault, PackageReport } from './verify.ts';

const shown = (text: string): string => (text === '' ? 'ô trống' : `“${text.slice(0, 60)}”`);

/** What is wrong, in a sentence that names the file. */
export function faultSentence(fault: PackageFault): string {
  switch (fault.kind) {
    case 'not-zip':
      return 'Tệp này không phải gói số liệu (không phải tệp zip).';
    case 'too-large':
      return 'Tệp này lớn hơn mọi gói số liệu, nên không mở ra.';
    case 'broken':
      return 'Vỏ gói (zip) bị hỏng hoặc bị sửa, nên không mở được hết.';
    case 'repacked':
      return 'Vỏ gói (zip) khác bản đã phát hành. Gói đã bị đóng lại hoặc bị sửa.';
    case 'missing':
      return `Thiếu tệp ${fault.file}.`;
    case 'changed':
      return `Tệp ${fault.file} đã bị sửa.`;
    case 'added':
      return `Tệp ${fault.file} không thuộc gói này.`;
    case 'unreadable':
      return `Tệp ${fault.file} bị hỏng hoặc bị sửa, không đọc được.`;
    case 'signature':
      return 'Chữ ký không khớp: manifest.json hoặc signature.json đã bị sửa.';
    case 'foreign-signature':
      return 'Chữ ký trong signature.json không phải của gói này.';
    case 'unknown-key':
      return `Khóa trong signature.json không phải khóa của trang này (${fault.keyId.slice(0, 16)}…).`;
    case 'not-released':
      return `Trang này chưa từng phát hành số ${fault.number}.`;
    case 'other-manifest':
      return `manifest.json khác bản số ${fault.number} mà trang này đã phát hành.`;
    case 'broken-chain':
      return `manifest.json của số ${fault.number} không nối với bản phát hành liền trước.`;
    case 'head':
      return `Số, tháng hoặc dấu “dữ liệu mẫu” trong ${fault.file} khác manifest.json.`;
    case 'cell':
      return `Tệp ${fault.file}, ô ${fault.where}: ghi ${shown(fault.found)}, đúng ra là ${shown(fault.expected)}.`;
  }
}

/** What could not be looked at, and what to do. */
export function doubtSentence(doubt: PackageDoubt): string {
  switch (doubt) {
    case 'no-keys':
      return 'Chưa có khóa công khai nên chưa kiểm được chữ ký. Hãy lưu tệp khoa-cong-khai.json từ trang.';
    case 'no-ed25519':
      return 'Trình duyệt này chưa biết kiểu chữ ký Ed25519. Mã băm đã kiểm; hãy kiểm chữ ký bằng trình duyệt mới hơn.';
    case 'no-chain':
      return 'Chưa có danh sách phát hành nên chưa kiểm được chuỗi. Hãy lưu tệp chuoi.json từ trang.';
    case 'newer-than-chain':
      return 'Gói này mới hơn danh sách phát hành đang có. Hãy tải lại danh sách.';
  }
}

/** What each check asks. */
export const checkWords: Record<PackageCheck, string> = {
  archive: 'Vỏ gói nguyên vẹn',
  files: 'Mọi tệp khớp mã băm, không thiếu, không thừa',
  signature: 'Chữ ký bằng khóa của trang',
  chain: 'Nối đúng vào chuỗi phát hành',
  cells: 'Mọi ô trong CSV và JSON khớp nội dung gốc',
};

/** How a check ended. */
export const checkStates = { right: 'Đúng', wrong: 'Sai', unknown: 'Chưa kiểm được' } as const;

/** `21/11/2026` */
export const shownDay = (day: string): string => day.split('-').reverse().join('/');

/** The whole of it in one sentence. */
export function verdictSentence({ verdict, about, faults }: PackageReport): string {
  const what = about ? `Gói số ${about.number}` : 'Gói này';
  if (verdict === 'genuine') return `${what} là thật, nguyên vẹn từng ô.`;
  if (verdict === 'unproven') return `${what} không có chỗ nào sai, nhưng chưa kiểm được chữ ký.`;
  return `Đừng dùng gói này: có ${faults.length} chỗ sai.`;
}

/** What a reader of a genuine package must know besides: invented figures, a correction, a withdrawal. */
export function standingSentences({ about, standing }: PackageReport): string[] {
  return [
    ...(about?.isSample ? ['Gói này chứa dữ liệu mẫu, không phải số liệu của công an.'] : []),
    ...(typeof standing?.correctedBy === 'number'
      ? [`Gói này đã được thay bằng số ${standing.correctedBy}. Hãy dùng bản mới.`]
      : []),
    ...(typeof standing?.withdrawnOn === 'string'
      ? [
          `Gói này đã bị rút ngày ${shownDay(standing.withdrawnOn)}. ${standing.withdrawnReasonVi ?? ''}`.trim(),
        ]
      : []),
  ];
}
