/**
 * What people write when they report: places, plates, vehicles, accounts, as they stand in life. Good and poor ones are
 * sorted here by hand, by what a stranger could do with them, before and apart from any rule that reads them.
 */

export type Behaviour = {
  guide: string;
  title: string;
  /** A still picture cannot show it. */
  isMotion: boolean;
  /** Only police can establish it; what one sees is a sign. */
  isMeasured: boolean;
  /** The act itself takes the plate out of sight. */
  hidesPlate: boolean;
  accounts: string[];
};

export const BEHAVIOURS: Behaviour[] = [
  {
    guide: 'vuot-den-do',
    title: 'Vượt đèn đỏ',
    isMotion: true,
    isMeasured: false,
    hidesPlate: false,
    accounts: [
      'Đèn hướng từ chợ ra cầu đã đỏ chừng 3 giây, xe chạy thẳng qua vạch dừng và rẽ trái.',
      'Xe tăng ga qua vạch khi đèn đỏ, người đi bộ đang sang đường phải lùi lại.',
      'xe qua vạch dừng lúc đèn đã đỏ rồi chạy tiếp về phía bến xe',
    ],
  },
  {
    guide: 'di-nguoc-chieu',
    title: 'Đi ngược chiều',
    isMotion: true,
    isMeasured: false,
    hidesPlate: false,
    accounts: [
      'Xe đi vào đường có biển P.102, chạy khoảng 50 mét ngược hướng các xe khác.',
      'Đường một chiều, xe máy chạy ngược từ đầu phố vào tới cổng trường thì rẽ.',
      'Xe lùi trên cao tốc để quay lại lối ra vừa lỡ, xe sau phải tránh.',
    ],
  },
  {
    guide: 'lang-lach-danh-vong',
    title: 'Lạng lách, đánh võng',
    isMotion: true,
    isMeasured: false,
    hidesPlate: false,
    accounts: [
      'Hai xe đuổi nhau, uốn trái phải qua ba làn, một xe máy bị ép phải phanh gấp.',
      'Xe đổi hướng liên tục giữa dòng xe đông dù phía trước không có gì cản.',
    ],
  },
  {
    guide: 'vuot-xe-sai-quy-dinh',
    title: 'Vượt xe sai quy định',
    isMotion: true,
    isMeasured: false,
    hidesPlate: false,
    accounts: [
      'Xe khách vượt xe tải ở đỉnh dốc khuất, xe đối diện phải tạt vào lề.',
      'Sau biển P.125, ô tô lách lên bên phải xe con rồi cắt đầu.',
    ],
  },
  {
    guide: 'nong-do-con',
    title: 'Lái xe sau khi uống rượu, bia',
    isMotion: true,
    isMeasured: true,
    hidesPlate: false,
    accounts: [
      'Tôi thấy người lái uống bia ở quán rồi tự lái xe đi, xe lệch sang trái ba lần.',
      'Xe trôi dần qua vạch giữa rồi giật lại, lặp lại nhiều lần trên đoạn thẳng.',
      'Người lái ngủ gật lúc đèn đỏ, đèn xanh lâu xe mới chạy rồi lệch làn.',
    ],
  },
  {
    guide: 'qua-toc-do',
    title: 'Chạy quá tốc độ',
    isMotion: true,
    isMeasured: true,
    hidesPlate: false,
    accounts: [
      'Đoạn có biển 50, xe vượt hết các xe khác, qua hai cột đèn trong một giây.',
      'Xe tải bám sát đuôi xe con rồi vọt qua, bỏ xa cả dòng xe.',
    ],
  },
  {
    guide: 'dung-do-sai-quy-dinh',
    title: 'Dừng, đỗ sai quy định',
    isMotion: false,
    isMeasured: false,
    hidesPlate: false,
    accounts: [
      'Ô tô đỗ trên vạch sang đường trước cổng trường, quay lại sau 10 phút xe vẫn ở đó.',
      'Xe đỗ ngay dưới biển cấm đỗ, chiếm nửa làn, xe buýt không vào được bến.',
      'xe tải chở đồ gỗ đỗ chắn miệng hẻm suốt buổi sáng',
    ],
  },
  {
    guide: 'cho-hang-qua-kho',
    title: 'Chở hàng quá khổ',
    isMotion: false,
    isMeasured: false,
    hidesPlate: false,
    accounts: [
      'Xe tải chở ống sắt thò ra sau thùng gần bằng thân xe, quét sang làn bên.',
      'Hàng phủ bạt rộng hơn thùng xe mỗi bên chừng một gang tay.',
    ],
  },
  {
    guide: 'coi-noi-thung-xe',
    title: 'Cơi nới thùng xe',
    isMotion: false,
    isMeasured: false,
    hidesPlate: false,
    accounts: [
      'Thành thùng được hàn thêm một đoạn cao, thấy rõ đường hàn và hai màu sơn.',
      'Xe ben nối thêm tấm sắt trên thành thùng, cao hơn cửa hậu.',
    ],
  },
  {
    guide: 'che-bien-so',
    title: 'Che, bẻ, không gắn biển số',
    isMotion: true,
    isMeasured: false,
    hidesPlate: true,
    accounts: [
      'Biển số sau bị dán khẩu trang kín, xe chạy từ cầu về phía chợ.',
      'Xe máy bẻ gập biển lên dưới yên, chạy qua ba ngã tư.',
    ],
  },
  {
    guide: 'tu-tap-di-thanh-doan',
    title: 'Tụ tập, đi thành đoàn gây cản trở',
    isMotion: true,
    isMeasured: false,
    hidesPlate: false,
    accounts: [
      'Khoảng hai chục xe máy dàn kín ba làn, ô tô phía sau phải dừng.',
      'Nhóm xe đứng giữa lòng đường chặn xe khác, có người ra hiệu xuất phát.',
    ],
  },
  {
    guide: 'xe-nha-cho-khach-thu-tien',
    title: 'Xe nhà chở khách thu tiền',
    isMotion: false,
    isMeasured: false,
    hidesPlate: false,
    accounts: [
      'Người lái nhận đặt chỗ qua nhóm, thu mỗi khách 150 nghìn khi xuống xe.',
      'Xe 7 chỗ đón bốn người lạ ở bốn nhà, thu tiền từng người.',
    ],
  },
];

export const POOR_ACCOUNTS = [
  'vi phạm',
  'xe này vi phạm luật giao thông nghiêm trọng, đề nghị công an xử lý',
  'chạy ẩu nguy hiểm quá',
  'coi thường pháp luật',
  'đề nghị phạt thật nặng',
  'như trong video',
  'xem clip sẽ rõ',
  'xe chạy kiểu này thì chết người',
];

export const INSULTS = [
  'đúng là đồ mất dạy',
  'thằng này ngu quá',
  'chắc chắn là say xỉn',
  'đồ vô ý thức',
  'lũ côn đồ',
];

export const PERSONAL = ['gọi lại cho tôi số 0912345678', 'căn cước của tôi 062099001234'];

export const ROADS = [
  'đường Trần Phú',
  'Phan Đình Phùng',
  'phố Nguyễn Huệ',
  'đường Láng',
  'Đại lộ Hùng Vương',
  'đường 2 Tháng 9',
  'đường số 7',
  'Xa lộ Hà Nội',
];
export const ARTERIES = [
  'Quốc lộ 14',
  'QL1A',
  'đường Hồ Chí Minh',
  'cao tốc Bắc Giang - Lạng Sơn',
  'tỉnh lộ 671',
  'ĐT 295B',
  'cao tốc CT.01',
];
export const POOR_ROADS = [
  'đường lớn',
  'không rõ tên',
  'đường này',
  'đường làng',
  'con đường gần nhà tôi',
  'quốc lộ',
  'trên cao tốc',
  'đường chính trong xã',
];

export const POINTS = [
  'số 45',
  '45/2',
  'nhà số 120B',
  'đối diện nhà 88',
  'đầu hẻm 12',
  'ngã tư Trần Phú - Lê Lợi',
  'giao với đường Nguyễn Huệ',
  'vòng xuyến Tây Nguyên',
  'góc Lê Lợi',
  'trước cổng trường THCS Nguyễn Du',
  'trước chợ trung tâm',
  'cầu Đăk Bla',
  'bến xe phía Nam',
  'trước UBND phường',
  'cây xăng Petrolimex số 5',
  'cổng bệnh viện đa khoa',
  'cột đèn số 17',
];
export const MARKERS = [
  'km 1527+300',
  'Km12',
  'cột km số 34',
  'km 20 + 500, chiều đi Lạng Sơn',
  'cột mốc km 88',
  'ki-lô-mét 105',
  'cột cây số 9',
];
export const POOR_POINTS = [
  'gần nhà tôi',
  'ngã tư',
  'đoạn vắng',
  'chỗ có cây to',
  'gần cây xăng',
  'giữa đường',
  'khúc cua',
  'cách đây 2 km',
  'không nhớ',
  'trước quán nước',
  'chỗ đèn đỏ',
];

export const COMMUNES = [
  'phường Kon Tum',
  'xã Đăk Cấm',
  'P. Bắc Giang',
  'xã Tiên Lục',
  'phường 5',
  'Đăk Hà',
  'đặc khu Lý Sơn',
];
export const POOR_COMMUNES = ['không biết', 'xã nào đó', 'ở quê', '?'];
export const PROVINCES = [
  'Quảng Ngãi',
  'tỉnh Bắc Ninh',
  'TP Hồ Chí Minh',
  'Lạng Sơn',
  'Hà Nội',
  'TP. Huế',
  'thành phố Đồng Nai',
];

export const VEHICLES = [
  'xe máy',
  'Xe con',
  'ô tô tải',
  'xe khách 45 chỗ',
  'Honda Wave',
  'container',
  'xe ba bánh',
  'xe ben',
  'SUV 7 chỗ',
  'xe đạp điện',
];
export const POOR_VEHICLES = ['xe', 'xe này', 'không rõ', 'một chiếc xe', 'xe gì đó'];
export const COLOURS = ['đỏ', 'trắng', 'màu xanh dương', 'bạc', 'đen', 'ghi', 'vàng cát', 'trắng sọc đỏ'];
export const POOR_COLOURS = ['không rõ', 'không nhớ', '?', 'chịu'];

/** Plates by shape: 9 a digit, A a letter. */
export const PLATE_SHAPES = [
  '99A-999.99',
  '99A 99999',
  '99a99999',
  '99-A9 999.99',
  '99A9-9999',
  '99A-9999',
  '99LD-999.99',
  '99MĐ9-999.99',
  'TM-99-99',
  'QA 99-99',
  '80-999-NG-99',
  '99R-999.99',
];
