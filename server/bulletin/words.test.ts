import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPersonal } from '../outcomes/rules.ts';
import { plainWords, roadFault, wordFaults, type FaultKind } from './words.ts';

/** What may be told: what a case teaches, in general words. */
const GOOD = [
  'Đường một chiều chỉ có một chiều đi. Đi ngược chiều là lao vào xe không kịp tránh.',
  'Nhìn biển cấm trước khi rẽ; lỡ đường thì đi tiếp tới chỗ quay đầu.',
  'Đèn vàng là lúc dừng lại, trừ khi đã qua vạch dừng.',
  'Đèn đỏ bật lên thì dừng trước vạch, kể cả khi đường vắng.',
  'Mũ bảo hiểm chỉ giữ được đầu khi cài quai.',
  'Ban đêm hãy bật đèn và đi chậm lại.',
  'Trời mưa, đường trơn, xe cần quãng đường dài hơn để dừng.',
  'Điện thoại để trong túi; muốn nghe thì dừng xe vào lề.',
  'Đã uống rượu, bia thì không lái xe, dù chỉ đi một đoạn ngắn.',
  'Xe chở quá tải làm hỏng mặt đường và khó phanh khi xuống dốc.',
  'Buộc hàng cho chặt, phủ bạt cho kín trước khi lăn bánh.',
  'Ba người trên một xe máy thì người lái khó giữ thăng bằng.',
  'Dừng xe trên phần đường của người đi bộ là đẩy họ xuống lòng đường.',
  'Nhường đường cho người đi bộ ở vạch kẻ, rồi mới đi tiếp.',
  'Từ trong ngõ ra đường lớn thì nhường xe trên đường lớn.',
  'Vượt xe khi phía trước có xe chạy ngược chiều là đánh cược với mạng người.',
  'Xe khách chỉ đón và trả khách ở bến, ở điểm dừng.',
  'Chưa đủ tuổi thì chưa lái xe máy; người lớn giao xe cũng có lỗi.',
  'Che biển số không giấu được lỗi, chỉ thêm một lỗi nữa.',
  'Làn thứ hai dành cho ô tô thì xe máy đi ở làn ngoài cùng.',
  'Chạy xe trên vỉa hè là giành chỗ của người đi bộ.',
  'Lạng lách, đánh võng làm người chung đường không đoán được bạn đi đâu.',
  'Gần trường học, hãy giảm tốc độ và để ý trẻ em.',
  'Cuối tuần đường đông, đi chậm lại một chút thì ai cũng tới nơi.',
  'Giờ cao điểm, nhường nhau một bước thì đỡ tắc.',
  'Người ngồi sau cũng phải đội mũ.',
  'Luật không có ngoại lệ cho đường vắng.',
  'Thùng xe cơi nới làm xe dễ lật khi vào cua.',
  'Cát rơi trên đường làm xe máy phía sau dễ ngã.',
  'Ngồi trên thùng xe tải thì không có gì giữ bạn lại khi xe phanh gấp.',
  'Thấy xe ưu tiên phát tín hiệu thì nhường đường ngay.',
  'Giữ khoảng cách với xe trước để kịp dừng khi họ phanh.',
  'Muốn đổi làn thì bật xi nhan, nhìn gương, rồi mới chuyển.',
  'Tốc độ càng cao, mắt càng nhìn hẹp lại.',
  'Học sinh đi xe đạp cũng theo đèn tín hiệu như mọi người.',
  'Không ai biết xe nào sẽ lao ra; đi chậm để còn kịp tránh.',
  'Tối đến, hãy mặc áo sáng màu để người khác thấy bạn.',
  'Cố qua nút khi đèn vừa đổi là gặp đúng dòng xe đang được đi.',
  'Vạch liền màu vàng giữa đường thì không đè lên, không vượt.',
];

/** What may not, with the kind it is named by and the piece that is quoted. */
const BAD: readonly (readonly [string, FaultKind, string])[] = [
  ['Xe 29A-123.45 đã đi ngược chiều.', 'plate', '29A-123.45'],
  ['Xe 51F12345 đã bị xử lý.', 'plate', '51F12345'],
  ['Xe máy 29-B1 234.56 vượt đèn đỏ.', 'plate', '29-B1 234.56'],
  ['Chiếc xe 2 9 A 1 2 3 4 5 dừng sai chỗ.', 'plate', '2 9 A 1 2 3 4 5'],
  ['Xe ３０Ｅ－１２３．４５ chạy quá nhanh.', 'plate', '30E-123.45'],
  ['Xe TM 12-34 đi vào đường cấm.', 'plate', 'TM 12-34'],
  ['Xe có biển số 29A, các bạn nhớ tránh.', 'plate', 'biển số 29A'],
  ['Xe đuôi 345 hay lấn làn.', 'plate', 'đuôi 345'],
  ['Xe ngoại giao 80-123-NG-45 cũng phải dừng.', 'plate', '80-123-NG-45'],
  ['Cần hỏi thì gọi 0912 345 678 nhé.', 'phone', '0912 345 678'],
  ['Gọi +84 912.345.678 để biết thêm.', 'phone', '+84 912.345.678'],
  ['Tổng đài 1900 1234 giải đáp.', 'phone', '1900 1234'],
  ['Người vi phạm mang số 001 090 012 345.', 'id-number', '001 090 012 345'],
  ['Số giấy cũ là 123456789.', 'number', '123456789'],
  ['Gửi thư tới an.nguyen@coquan.vn để hỏi.', 'email', 'an.nguyen@coquan.vn'],
  ['Xem thêm ở https://vidu.vn/bai-1 nhé.', 'link', 'https://vidu.vn/bai-1'],
  ['Đã đăng trên facebook của xã.', 'link', 'facebook'],
  ['Người quay đã gửi lại cho công an.', 'source', 'Người quay'],
  ['Nhờ camera hành trình của xe sau mà biết.', 'source', 'camera'],
  ['Người tố giác đã làm đúng.', 'source', 'Người tố giác'],
  ['Tôi thấy xe này lấn làn nhiều lần.', 'source', 'Tôi'],
  ['Mình quay được cảnh này khi đi làm.', 'source', 'Mình quay'],
  ['Theo phản ánh của bà con, xe hay đỗ sai.', 'source', 'phản ánh'],
  ['Hàng xóm đã báo cho xã biết chuyện.', 'source', 'Hàng xóm'],
  ['Lỗi này bị phạt nguội qua hệ thống.', 'source', 'phạt nguội'],
  ['Tổ công tác dừng xe kiểm tra và lập biên bản.', 'source', 'Tổ công tác'],
  ['Đoạn phim cho thấy xe không nhường đường.', 'source', 'Đoạn phim'],
  ['Người đi sau đã ghi lại toàn bộ.', 'source', 'Người đi sau'],
  ['Ảnh chụp được cho thấy rõ lỗi.', 'source', 'chụp được'],
  ['Học sinh lớp 10A1 chưa có bằng.', 'school', 'lớp 10A1'],
  ['Em học ở THPT Mẫu 1.', 'school', 'THPT'],
  ['Xe đỗ kín trước Trường tiểu học Kim Đồng.', 'school', 'Trường tiểu học Kim Đồng'],
  ['Xe của công ty Hoàng Hà chở quá tải.', 'school', 'công ty Hoàng Hà'],
  ['Nhà xe Phương Nam đón khách giữa đường.', 'school', 'Nhà xe Phương Nam'],
  ['Xe đỗ trước số nhà của dân.', 'address', 'số nhà'],
  ['Xe dừng ở ngõ 12 rất lâu.', 'address', 'ngõ 12'],
  ['Xe lật ở km 12+300 vì quá tải.', 'address', 'km 12+300'],
  ['Xe dừng đối diện cây xăng suốt buổi.', 'address', 'đối diện cây xăng'],
  ['Xe quay đầu gần cột mốc.', 'address', 'cột mốc'],
  ['Chuyện xảy ra gần nhà văn hóa thôn.', 'address', 'gần nhà'],
  ['Ngày 12/3 xe này vượt đèn đỏ.', 'date', '12/3'],
  ['Chuyện xảy ra hôm qua.', 'date', 'hôm qua'],
  ['Sáng thứ hai đường rất đông.', 'date', 'Sáng thứ hai'],
  ['Dịp Tết vừa rồi nhiều người uống rượu.', 'date', 'Tết'],
  ['Trong tháng ba có xe lấn làn.', 'date', 'tháng ba'],
  ['Tuần trước xe này đã bị nhắc.', 'date', 'Tuần trước'],
  ['Chủ nhật ai cũng vội.', 'date', 'Chủ nhật'],
  ['Lúc 7h30 xe dừng giữa đường.', 'time', '7h30'],
  ['Bảy giờ tối trời đã sập tối.', 'time', 'Bảy giờ tối'],
  ['Rạng sáng đường vắng nên xe chạy nhanh.', 'time', 'Rạng sáng'],
  ['Xe chạy ẩu lúc tan học.', 'time', 'lúc tan học'],
  ['Nam thanh niên không đội mũ.', 'person', 'Nam thanh niên'],
  ['Người phụ nữ này đã nhận lỗi.', 'person', 'Người phụ nữ này'],
  ['Tài xế 45 tuổi đã nộp phạt.', 'person', '45 tuổi'],
  ['Anh ta đã hiểu lỗi của mình.', 'person', 'Anh ta'],
  ['Lái xe hùng đã nhận sai.', 'person', 'Lái xe hùng'],
  ['Ông nguyễn văn an đã nộp phạt.', 'person', 'nguyễn văn an'],
  ['Tuấn đã vượt đèn đỏ.', 'person', 'Tuấn'],
  ['Chiếc Vios chạy lấn làn.', 'vehicle', 'Vios'],
  ['Chiếc xe màu đỏ dừng giữa ngã tư.', 'vehicle', 'Chiếc xe màu đỏ'],
  ['Xe tải trắng chở quá khổ.', 'vehicle', 'Xe tải trắng'],
  ['Người mặc áo đen không đội mũ.', 'vehicle', 'áo đen'],
  ['Cả vùng có ba vụ như vậy.', 'count', 'ba vụ'],
  ['Đây là trường hợp đầu tiên bị xử lý.', 'count', 'trường hợp đầu tiên'],
  ['Chỉ có một vụ trong cả kỳ.', 'count', 'Chỉ có một vụ'],
  ['Lỗi này bị phạt 18 triệu đồng.', 'figure', '18 triệu đồng'],
  ['Lỗi này bị trừ bốn điểm.', 'figure', 'bốn điểm'],
  ['Giữ khoảng cách 35 mét.', 'number', '35'],
  ['Hãy gọi không chín một hai ba bốn để hỏi.', 'number', 'không chín một hai ba bốn'],
  ['Xe chạy ẩu trên phố Lê Lợi.', 'name', 'Lê Lợi'],
  ['Người vi phạm là Nguyễn Văn An.', 'person', 'Nguyễn Văn An'],
  ['Phan Tấn Lộc đã nộp phạt.', 'name', 'Tấn Lộc'],
  ['NGUYỄN VĂN AN ĐÃ NỘP PHẠT.', 'person', 'NGUYỄN VĂN AN'],
  ['Ở Mẫu Đông, đường rất hẹp.', 'name', 'Mẫu Đông'],
  ['Nguoi nay da vuot den do hai lan.', 'unmarked', 'Nguoi nay da vuot den do hai lan.'],
];

test.each(GOOD)('“%s” may be told', (sentence) => {
  expect(wordFaults(sentence)).toEqual([]);
});

test.each(BAD)('“%s” is refused: %s', (sentence, kind, piece) => {
  const faults = wordFaults(sentence);
  expect(faults.map((fault) => [fault.kind, fault.piece])).toContainEqual([kind, piece]);
  expect(faults.find((fault) => fault.kind === kind)!.sentence).toContain(`“${piece}”`);
});

test('the tables hold enough of both, every kind among the bad', () => {
  expect(GOOD.length + BAD.length).toBeGreaterThanOrEqual(100);
  const kinds = new Set(BAD.map(([, kind]) => kind));
  expect(kinds.size).toBe(17);
});

test('each piece is named once, in the order of the text', () => {
  expect(wordFaults('Hôm qua xe 29A-123.45 lấn làn lúc 7h30.').map(({ kind }) => kind)).toEqual([
    'date',
    'plate',
    'time',
  ]);
});

test('letters that cannot be seen hide nothing', () => {
  expect(wordFaults('Xe 29A\u200b-123\u00ad.45 lấn làn.')[0]).toMatchObject({
    kind: 'plate',
    piece: '29A-123.45',
  });
  expect(plainWords('Xe\u00a0 đi\u2060 chậm  ')).toBe('Xe  đi chậm');
  expect(plainWords('٢٩A')).toBe('29A');
});

test('wherever a number stands, it is found', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...GOOD),
      fc.nat(),
      fc.constantFrom('29A-123.45', '0912345678', '001090012345', '18', 'km 7', '7h'),
      (sentence, at, piece) => {
        const words = sentence.split(' ');
        words.splice(at % (words.length + 1), 0, piece);
        expect(wordFaults(words.join(' '))).not.toEqual([]);
      },
    ),
  );
});

describe('patterns that files share', () => {
  test.each([
    ['29A-123.45', 'plate'],
    ['59-X3 123.45', 'plate'],
    ['0912345678', 'phone'],
    ['001090012345', 'id-number'],
    ['a@b.vn', 'email'],
  ])('%s is a %s', (text, kind) => {
    expect(findPersonal(text, 'words').map((piece) => piece.kind)).toEqual([kind]);
  });

  test.each([
    'Xã Nguyễn Huệ',
    'Trường THPT Lê Lợi',
    '1.234',
    '2026-09',
    '12,5',
    '2024-10',
    '18000000',
    '1.234.567',
  ])('%s is none', (text) => {
    expect(findPersonal(text, 'words')).toEqual([]);
  });
});

describe('names of roads', () => {
  test.each([
    'Quốc lộ 1',
    'Quốc lộ 1A',
    'Đường tỉnh 293',
    'Đường Hồ Chí Minh',
    'Cao tốc Hà Nội - Hải Phòng',
    'Đường Trường Chinh',
    'Đại lộ Thăng Long',
    'Đường ven biển',
    'Cao tốc Cầu Giẽ-Ninh Bình',
  ])('%s', (name) => {
    expect(roadFault(name)).toBeNull();
  });

  test.each([
    'quốc lộ',
    'Quốc lộ 1 km 12',
    'Quốc lộ 1 đoạn qua chợ',
    'Đường Lê Lợi số nhà 5',
    'Ngõ 12 Lê Lợi',
    'Đường 29A-12345',
    'Đường 12345678',
    'Đường Lê Lợi gần trường tiểu học',
    'Đường Lê Lợi, số 5',
    'Đường 5 6',
    `Đường ${'Rất Dài '.repeat(10)}`,
  ])('%s is refused', (name) => {
    expect(roadFault(name)).not.toBeNull();
  });
});
